import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The directory that holds the embedded store. Mode 0700: it is made for its owner alone.
struct DataDirectory: Sendable {
    let url: URL

    var database: URL { url.appending(path: "vitrine.sqlite") }

    /// The files that offers lead to.
    var artifacts: URL { url.appending(path: "artifacts", directoryHint: .isDirectory) }

    /// Copies of the store that a rehearsal can go back to.
    var snapshots: URL { url.appending(path: "snapshots", directoryHint: .isDirectory) }

    /// Makes the directory where it isn't there.
    func make() throws {
        let path = url.path(percentEncoded: false)
        if FileManager.default.fileExists(atPath: path) { return }
        try FileManager.default.createDirectory(
            at: url,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Takes the directory for one server: the lock is held as long as the returned value lives, and falls with the
    /// process however that ends.
    ///
    /// - Throws: ``InstallationError/inUse(_:)`` when another server has it.
    func lock() throws -> DirectoryLock {
        let path = url.appending(path: "server.lock").path(percentEncoded: false)
        let descriptor = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw InstallationError.inUse(url.path(percentEncoded: false))
        }
        return DirectoryLock(descriptor: descriptor)
    }
}

/// A held lock.
final class DirectoryLock: Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}

/// Why an installation can't be opened. Messages are for the operator.
package enum InstallationError: Error, Sendable, Equatable, CustomStringConvertible {
    case inUse(String)
    case notLoopback(String)
    case noPublisher(String)
    case noRehearsal
    case cannotListen(host: String, port: Int, reason: String)

    package var description: String {
        switch self {
        case .inUse(let path):
            "Another vitrine server is using the data directory \(path). Stop it, or give this one its own --data-dir."
        case .notLoopback(let host):
            "--demo has a secret that everybody knows, so it only listens on loopback; \(host) is not. Use 127.0.0.1 or ::1."
        case .noPublisher(let id):
            "There is no publisher '\(id)'. Make it with: vitrine publisher add \(id) --name NAME"
        case .noRehearsal: "The server has ended before its rehearsal did."
        case .cannotListen(let host, let port, let reason):
            "Can't listen on port \(port) of \(host): \(reason)."
        }
    }
}
