package import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The file of master keys: a line a key, 32 bytes in Base64, the current one first; `#` begins a remark.
///
/// Mode 0600: a file that others can read is refused.
package struct MasterKeyFile: Sendable {
    package let url: URL

    package init(_ url: URL) {
        self.url = url
    }

    private var path: String { url.path(percentEncoded: false) }

    package var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// The keys in the file.
    ///
    /// - Throws: ``MasterKeyError``, or the system's error when the file can't be read.
    package func read() throws -> [MasterKey] {
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        guard let mode, mode & 0o077 == 0 else { throw MasterKeyError.tooOpen(path: path) }
        return try Self.parse(String(decoding: Data(contentsOf: url), as: UTF8.self))
    }

    /// The keys that `text` lists, separated by line breaks or commas.
    package static func parse(_ text: String) throws(MasterKeyError) -> [MasterKey] {
        var keys: [MasterKey] = []
        let lines = text.split(whereSeparator: \.isNewline).map { $0.prefix { $0 != "#" } }
        for word in lines.flatMap({ $0.split { $0.isWhitespace || $0 == "," } }) {
            guard let key = MasterKey(base64: word) else { throw MasterKeyError.malformed(line: keys.count + 1) }
            keys.append(key)
        }
        guard !keys.isEmpty else { throw MasterKeyError.empty }
        return keys
    }

    /// Makes the file with one new key. Nothing happens when another process was faster.
    ///
    /// Durable when this returns: what the key will wrap opens with nothing else.
    package func create() throws {
        try alone {
            guard !exists else { return }
            try replace(with: [MasterKey.random()])
        }
    }

    /// Puts a new key before the ones in the file, which stay: durable when this returns, and never half done.
    @discardableResult
    package func addNewKey() throws -> MasterKey {
        let key = MasterKey.random()
        try alone { try replace(with: [key] + read()) }
        return key
    }

    /// Runs `work`, which changes the file, while no other process does, and makes the change durable.
    ///
    /// The lock is on the directory, since the file is replaced; it ends with the process, whatever ends that.
    private func alone(_ work: () throws -> Void) throws {
        let directory = open(url.deletingLastPathComponent().path(percentEncoded: false), O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { throw SystemError(number: errno) }
        defer { close(directory) }
        guard flock(directory, LOCK_EX) == 0 else { throw SystemError(number: errno) }
        try work()
        guard fsync(directory) == 0 else { throw SystemError(number: errno) }
    }

    /// Whoever reads meanwhile finds the old file or the new one, whole.
    private func replace(with keys: [MasterKey]) throws {
        let temporary = path + ".new"
        // What a process that was cut short left there may be readable by others.
        unlink(temporary)
        try write(keys, to: temporary)
        guard rename(temporary, path) == 0 else { throw SystemError(number: errno) }
    }

    private func write(_ keys: [MasterKey], to path: String) throws {
        let descriptor = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemError(number: errno) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let header = "# vitrine master keys: the first one wraps, all of them open. Keep a copy apart from the data.\n"
        try file.write(contentsOf: Data((header + keys.map { $0.base64 + "\n" }.joined()).utf8))
        try file.synchronize()
        try file.close()
    }
}

/// An error of the operating system.
struct SystemError: Error, CustomStringConvertible {
    let number: Int32

    var description: String { String(cString: strerror(number)) }
}
