import Foundation
import VitrineTestKit

/// Files of the repository that tests hold the code against.
enum Project {
    /// The directory with the manifest.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: path)))
    }

    static func text(_ path: String) throws -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// Runs a script of these tests with `input`, and gives its status and what it said.
    static func python(
        _ script: String,
        _ arguments: [String] = [],
        input: [UInt8] = []
    ) throws -> (status: Int32, said: String) {
        let path = root.appending(path: "Tests/VitrineRehearsalTests/Scripts/\(script)").path(percentEncoded: false)
        let outcome = try Program.outcome(of: "/usr/bin/python3", [path] + arguments, input: input)
        return (outcome.status, outcome.text)
    }
}

/// Compares a text with the one in `Golden`; `UPDATE_GOLDEN=1` writes it anew.
enum Golden {
    static func text(_ name: String, made: String) throws -> String {
        let file = Project.root.appending(path: "Tests/VitrineRehearsalTests/Golden/\(name)")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" { try Data(made.utf8).write(to: file) }
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }
}
