import ArgumentParser
import Foundation

/// Where a journal is to be written: a file, or what is open already, such as /dev/stdout.
struct JournalTarget: ExpressibleByArgument, Sendable {
    let path: String

    init?(argument: String) {
        guard !argument.isEmpty else { return nil }
        path = argument
    }

    /// Whether it is to be an HTTP archive.
    var isArchive: Bool { path.lowercased().hasSuffix(".har") }

    /// Asks whether it can be written to, before a command is run for it.
    func check() throws {
        close(try opened(O_WRONLY | O_CREAT))
    }

    /// Writes in place of what is there; behind it, where it is no file of its own.
    func write(_ bytes: [UInt8]) throws {
        let isOwn = !path.hasPrefix("/dev/")
        let file = FileHandle(
            fileDescriptor: try opened(O_WRONLY | O_CREAT | (isOwn ? O_TRUNC : O_APPEND)),
            closeOnDealloc: true
        )
        do {
            try file.write(contentsOf: bytes)
        } catch {
            throw CommandFailure("The journal can't be written to \(path): \(CommandFailure.readable(error))")
        }
    }

    private func opened(_ flags: Int32) throws -> Int32 {
        let descriptor = open(path, flags | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw CommandFailure("The journal can't be written to \(path): \(String(cString: strerror(errno))).")
        }
        return descriptor
    }
}
