import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Standard error, a line at a time but not a system call a line: lines gather for some milliseconds and go out together.
///
/// A request doesn't wait for whoever reads the log. What has gathered goes out when the process ends in order; after a
/// kill, the last milliseconds of the log are lost, never anything else.
final class LogOutput: Sendable {
    private struct Gathered {
        var bytes: [UInt8] = []
        var isScheduled = false
    }

    /// How long lines gather.
    private static let milliseconds = 20

    private let gathered = Mutex(Gathered())
    private let queue = DispatchQueue(label: "vitrine.log")
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    func write(_ line: [UInt8]) {
        let schedules = gathered.withLock { gathered in
            gathered.bytes += line
            defer { gathered.isScheduled = true }
            return !gathered.isScheduled
        }
        guard schedules else { return }
        queue.asyncAfter(deadline: .now() + .milliseconds(Self.milliseconds)) { self.flush() }
    }

    /// Writes out what has gathered.
    func flush() {
        let bytes = gathered.withLock { gathered in
            defer { gathered = Gathered() }
            return gathered.bytes
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Self.writeOnce(descriptor, $0) }
            guard count > 0 else { return }
            rest.removeFirst(count)
        }
    }

    /// Bytes written; 0 or less when nobody reads any more, and then the lines are dropped.
    private static func writeOnce(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        while true {
            let count = systemWrite(descriptor, bytes.baseAddress, bytes.count)
            guard count < 0, errno == EINTR else { return count }
        }
    }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}
