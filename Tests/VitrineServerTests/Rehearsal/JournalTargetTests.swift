import Foundation
import Testing
import VitrineTestKit

/// Where `--journal` writes, and where it doesn't.
@Suite("--journal", .timeLimit(.minutes(15))) struct JournalTargetTests {
    @Test func `a pipe that nobody reads is refused at once, and one with a reader gets the journal`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let unread = rehearsed.place.root.appending(path: "unread").path
            try #require(mkfifo(unread, 0o600) == 0)
            let refused = try await rehearsed.run(["--journal", unread], "echo", "started")
            #expect(refused.exit == .code(125))
            #expect(refused.errors.contains("nobody reads this pipe"), "\(refused.errors)")
            #expect(refused.output == "")
            let pipe = try NamedPipe(rehearsed.place.root.appending(path: "pipe"))
            async let text = pipe.text()
            let taken = try await rehearsed.run(["--journal", pipe.path], "sh", "-c", RehearseTests.offer)
            #expect(taken.exit == .code(0), "\(taken.errors)")
            #expect(await text.hasPrefix(#"{"format":1"#))
        }
    }

    @Test func `a regular file is written anew wherever it is`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let file = URL(filePath: "/dev/shm/vitrine-test-\(UUID().uuidString).json")
            defer { try? FileManager.default.removeItem(at: file) }
            for _ in 1...2 { _ = try await rehearsed.run(["--journal", file.path], "true") }
            let text = try String(contentsOf: file, encoding: .utf8)
            #expect(text.ranges(of: #""kind":"journal""#).count == 1, "\(text)")
        }
    }

    @Test(arguments: ["/proc/self/fd/1", "/dev/stdout"])
    func `what is open as a standard stream is written behind what is there`(path: String) async throws {
        try await RehearsedCommand.with { rehearsed in
            let outcome = try await rehearsed.run(["--journal", path], "echo", "first")
            #expect(outcome.output.hasPrefix("first\n{"), "\(outcome)")
            #expect(outcome.output.contains(#""kind":"journal""#))
        }
    }

    @Test func `what others write to a stream later comes behind the journal`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let output = rehearsed.place.file("output")
            let child = try Child(
                ["-c", "\"$VITRINE\" rehearse --journal /dev/stdout -- echo first; echo last"],
                of: URL(filePath: "/bin/bash"),
                environment: rehearsed.environment(["VITRINE": Child.vitrine.path]),
                output: .file(output),
                errors: rehearsed.place.file("errors")
            )
            #expect(await child.exit() == .code(0))
            let text = try String(contentsOf: output, encoding: .utf8)
            #expect(text.hasPrefix("first\n{\"format\":1") && text.hasSuffix("]}\nlast\n"), "\(text)")
        }
    }

    @Test(arguments: [["no-such-command"], ["/etc/passwd"]])
    func `a command that can't be started leaves no journal, and the one of before as it was`(
        command: [String]
    ) async throws {
        try await RehearsedCommand.with { rehearsed in
            let new = rehearsed.place.root.appending(path: "new.json").path
            let link = rehearsed.place.root.appending(path: "link.json").path
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: new)
            let old = try rehearsed.file("old.json", "kept")
            for path in [new, link, old] {
                let flags = ["rehearse", "--journal", path, "--"] + command
                let outcome = try await rehearsed.place.run(flags, environment: rehearsed.environment())
                #expect(outcome.exit == .code(127) || outcome.exit == .code(126), "\(outcome.errors)")
                #expect(!FileManager.default.fileExists(atPath: new))
            }
            #expect(try String(contentsOf: URL(filePath: old), encoding: .utf8) == "kept")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == new)
        }
    }

    @Test func `a file that the command removes is written all the same`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let path = rehearsed.place.root.appending(path: "journal.json").path
            let outcome = try await rehearsed.run(["--journal", path], "rm", path)
            #expect(outcome.exit == .code(0), "\(outcome.errors)")
            #expect(try String(contentsOf: URL(filePath: path), encoding: .utf8).hasPrefix(#"{"format":1"#))
        }
    }
}
