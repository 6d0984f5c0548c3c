import Foundation
import VitrineTestKit

/// A place of a test's own: a data directory that isn't there yet, and room for logs beside it.
struct Place: Sendable {
    let root: URL

    var data: URL { root.appending(path: "data") }
    var keyFile: URL { data.appending(path: "master.key") }
    var database: URL { data.appending(path: "vitrine.sqlite") }

    static func with<Value>(_ work: (Place) async throws -> Value) async throws -> Value {
        try await withTemporaryDirectory { try await work(Place(root: $0)) }
    }

    /// Runs a command on this data directory to its end.
    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let output = file("output")
        let errors = file("errors")
        let own = environment.merging(["VITRINE_DATA_DIRECTORY": data.path]) { given, _ in given }
        let exit = try await Slots.commands.with {
            try await Child(arguments, environment: own, output: .file(output), errors: errors).exit()
        }
        return Outcome(
            exit: exit,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8)
        )
    }

    /// Runs a command that is to succeed, and gives back what it printed, without the last line's end.
    func output(of arguments: String...) async throws -> String {
        let outcome = try await run(arguments)
        guard outcome.exit == .code(0) else { throw outcome }
        return String(outcome.output.trimmingSuffix { $0 == "\n" })
    }

    /// A token for `role` in `publisher`, by `vitrine token`.
    func token(_ role: String = "owner", of publisher: String = "contoso") async throws -> String {
        try await output(of: "token", "--publisher", publisher, "--role", role)
    }

    func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    /// A new file's name beside the data directory.
    func file(_ name: String) -> URL { root.appending(path: "\(name)-\(UUID().uuidString)") }
}

/// What a command did.
struct Outcome: Error, CustomStringConvertible {
    let exit: Child.Exit
    let output: String
    let errors: String

    var description: String { "\(exit)\n\(output)\n\(errors)" }
}

extension String {
    fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
        var rest = self[...]
        while let last = rest.last, predicate(last) { rest.removeLast() }
        return rest
    }
}
