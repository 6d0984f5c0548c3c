import Foundation
import VitrineTestKit

/// `vitrine rehearse` in front of a command, with a directory for temporary files that is to be empty afterwards.
struct RehearsedCommand: Sendable {
    let place: Place

    var temporary: URL { place.root.appending(path: "tmp", directoryHint: .isDirectory) }

    static func with<Value>(_ work: (RehearsedCommand) async throws -> Value) async throws -> Value {
        try await Place.with { place in
            let rehearsed = RehearsedCommand(place: place)
            try FileManager.default.createDirectory(at: rehearsed.temporary, withIntermediateDirectories: true)
            return try await Slots.servers.with { try await work(rehearsed) }
        }
    }

    /// Nothing of the test's own environment but where programs are.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return ["PATH": path, "HOME": place.root.path, "TMPDIR": temporary.path].merging(more) { _, given in given }
    }

    /// Rehearses a command to its end.
    func run(
        _ flags: [String] = [],
        environment more: [String: String] = [:],
        _ command: String...
    ) async throws -> Outcome {
        try await place.run(["rehearse"] + flags + ["--"] + command, environment: environment(more))
    }

    /// What is left of it.
    var leftovers: [String] { (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? ["?"] }

    /// A new file with a text.
    func file(_ name: String, _ text: String) throws -> String {
        let file = place.root.appending(path: name)
        try Data(text.utf8).write(to: file)
        return file.path
    }
}
