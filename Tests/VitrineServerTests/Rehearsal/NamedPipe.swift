import Foundation

/// A named pipe with a reader from its making, so that whoever opens it for writing doesn't wait.
final class NamedPipe: Sendable {
    let path: String
    private let reader: Int32

    init(_ url: URL) throws {
        path = url.path
        guard mkfifo(path, 0o600) == 0 else { throw POSIXError(.EEXIST) }
        reader = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    }

    deinit { close(reader) }

    /// Waits until somebody has opened it for writing.
    func writer() async { await read { close($0) } }

    /// What is written to it, once all who write have closed it.
    func text() async -> String {
        await read { descriptor in
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            return String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
        }
    }

    /// On a thread of its own: the opening waits for a writer.
    @discardableResult
    private func read<Value: Sendable>(_ work: @escaping @Sendable (Int32) -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [path] in continuation.resume(returning: work(open(path, O_RDONLY | O_CLOEXEC))) }
        }
    }
}
