import Foundation

extension URL {
    /// Writes a file below this directory, which is made; returns its path.
    func program(_ name: String, _ text: String, mode: Int = 0o755) throws -> String {
        let file = appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
        return file.path
    }
}
