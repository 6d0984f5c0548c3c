import Foundation

/// Reads scenarios from disk, no more of one than is ever taken.
enum ScenarioFile {
    static func read(_ path: String) throws -> [UInt8] { try NamedFile.bytes(of: path, upTo: 4 << 20) }
}

/// Reads files that somebody names, which may be pipes as well.
enum NamedFile {
    /// All of a file, or one byte more than `most`: whoever reads it sees that it is too long.
    static func bytes(of path: String, upTo most: Int) throws -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(filePath: path))
            defer { try? file.close() }
            return Array(try file.read(upToCount: most + 1) ?? Data())
        } catch {
            throw CommandFailure.readable(error)
        }
    }
}
