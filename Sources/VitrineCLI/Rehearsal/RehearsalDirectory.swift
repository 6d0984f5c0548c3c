import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The files of one rehearsal: a directory for its owner alone, that is gone with it.
struct RehearsalDirectory: Sendable {
    let url: URL

    private static let prefix = "vitrine-rehearsal-"

    /// The embedded store, where no other is given.
    var data: URL { url.appending(path: "data", directoryHint: .isDirectory) }

    /// The certificate authority alone, and together with those that the system trusts.
    var authority: URL { url.appending(path: "authority.pem") }
    var bundle: URL { url.appending(path: "trusted.pem") }

    /// Runs `body` with a new directory, which is removed afterwards unless it is to be kept.
    ///
    /// Directories of rehearsals that were killed are removed first: nobody holds their lock.
    static func with<Value>(
        keeping: Bool,
        isolation: isolated (any Actor)? = #isolation,
        _ body: (RehearsalDirectory) async throws -> Value
    ) async throws -> Value {
        let parent = temporary
        sweep(parent)
        let directory = RehearsalDirectory(url: try make(in: parent))
        let lock = try RehearsalLock(directory.url)
        defer {
            if keeping { directory.keep() } else { try? FileManager.default.removeItem(at: directory.url) }
            lock.release()
        }
        return try await body(directory)
    }

    /// An empty `TMPDIR` is none.
    private static var temporary: URL {
        let isEmpty = ProcessInfo.processInfo.environment["TMPDIR"]?.isEmpty == true
        return isEmpty ? URL(filePath: "/tmp", directoryHint: .isDirectory) : FileManager.default.temporaryDirectory
    }

    private static func make(in parent: URL) throws -> URL {
        var template = Array(parent.appending(path: prefix + "XXXXXX").path(percentEncoded: false).utf8CString)
        guard mkdtemp(&template) != nil else {
            throw CommandFailure("No directory can be made in \(parent.path(percentEncoded: false)).")
        }
        let path = template.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return URL(filePath: String(decoding: path, as: UTF8.self), directoryHint: .isDirectory)
    }

    private static func sweep(_ parent: URL) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: parent.path(percentEncoded: false))) ?? []
        for name in names where name.hasPrefix(prefix) {
            let url = parent.appending(path: name, directoryHint: .isDirectory)
            // Without a lock's file it is being made right now, or was kept. One killed in the making stays, nearly empty.
            guard RehearsalLock.isFree(url) else { continue }
            try? FileManager.default.removeItem(at: url)
        }
    }

    /// Lets the directory outlive its rehearsal and all that come after it, and says where it is.
    private func keep() {
        let path = url.path(percentEncoded: false)
        do {
            try FileManager.default.removeItem(at: url.appending(path: RehearsalLock.name))
            StandardError.write("vitrine: kept in \(path)\n")
        } catch {
            StandardError.write("vitrine: \(path) can't be kept: \(CommandFailure.readable(error))\n")
        }
    }
}

/// Says that a rehearsal uses a directory, as long as its process lives.
private struct RehearsalLock {
    static let name = "rehearsal.lock"

    private let descriptor: Int32

    /// Nobody sees the file before it is locked: the lock stays with it when it gets its name.
    init(_ directory: URL) throws {
        let path = directory.appending(path: Self.name).path(percentEncoded: false)
        let early = path + ".new"
        descriptor = open(early, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, rename(early, path) == 0 else {
            throw CommandFailure("The directory \(directory.path(percentEncoded: false)) can't be locked.")
        }
    }

    func release() { close(descriptor) }

    /// Whether there is a lock's file that nobody holds.
    static func isFree(_ directory: URL) -> Bool {
        let path = directory.appending(path: name).path(percentEncoded: false)
        let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
        // One that was removed meanwhile says that the directory is kept.
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }
}
