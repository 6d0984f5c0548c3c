import Foundation
import Testing
import VitrineTestKit

/// `vitrine replay` as whoever types it sees it.
@Suite("vitrine replay", .timeLimit(.minutes(15))) struct ReplayCommandTests {
    /// One call, as another program writes it down.
    private static func archive(_ target: String) -> String {
        """
        {"log":{"entries":[{"startedDateTime":"2024-05-01T10:00:00Z","time":1,"request":{"method":"GET",
        "url":"https://cloudpartner.azure.com\(target)","headers":[]},"response":{"status":200,"content":{"text":"{}"}}}]}}
        """
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    func `one that is interrupted leaves no file`(signal: Int32) async throws {
        try await RehearsedCommand.with { rehearsed in
            let slow = try rehearsed.file(
                "slow.yaml",
                "extends: quiet\nfaults: [{match: {path: /slow}, action: {latency: 50s}}]\n"
            )
            // Where it opens its journal, it has a directory.
            let pipe = try NamedPipe(rehearsed.place.root.appending(path: "pipe"))
            async let begun: Void = pipe.writer()
            let file = try rehearsed.file("slow.har", Self.archive("/slow"))
            let child = try Child(
                ["replay", file, "--scenario", slow, "--journal", pipe.path],
                environment: rehearsed.environment(),
                output: .file(rehearsed.place.file("output")),
                errors: rehearsed.place.file("errors")
            )
            await begun
            child.send(signal: signal)
            #expect(await child.exit() == .code(128 + signal))
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `the calls of now are written as a journal, and one is one`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let file = try rehearsed.file("one.har", Self.archive("/no-such-path?sig=hunter2"))
            let journal = rehearsed.place.root.appending(path: "again.har")
            let outcome = try await replay(rehearsed, file, "--journal", journal.path)
            #expect(outcome.exit == .code(1), "\(outcome.errors)")
            #expect(outcome.output.hasPrefix("1 GET /no-such-path?sig=*********\n    status: 200 → 404\n"))
            #expect(outcome.output.hasSuffix("\n1 request was sent again; 1 with another answer\n"))
            let text = try String(contentsOf: journal, encoding: .utf8)
            #expect(text.hasPrefix(#"{"log":"#) && text.contains("/no-such-path"))
            #expect(!(outcome.output + outcome.errors + text).contains("hunter2"))
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test func `what can't be sent again ends with 125, and says why`() async throws {
        try await RehearsedCommand.with { rehearsed in
            let good = try rehearsed.file("good.har", Self.archive("/a"))
            let bad = try rehearsed.file("bad.har", "no JSON")
            for (arguments, reason) in [
                (["/nonexistent/j.har"], "/nonexistent/j.har: "),
                ([bad], "\(bad): This is not JSON"),
                ([good, "--scenario", "no-such"], "no-such"),
                ([good, "--journal", "/nonexistent/j.har"], "can't be written"),
            ] {
                let outcome = try await rehearsed.place.run(
                    ["replay"] + arguments,
                    environment: rehearsed.environment()
                )
                #expect(outcome.exit == .code(125) && outcome.output == "")
                #expect(outcome.errors.contains(reason), "\(outcome.errors)")
            }
            #expect(rehearsed.leftovers == [])
        }
    }

    @Test(arguments: [["rehearse"], ["proxy"], ["replay", "journal.har"]])
    func `wrong words are wrong arguments of each command, which says what to write`(command: [String]) async throws {
        try await RehearsedCommand.with { rehearsed in
            for (flag, word, sentence) in [
                ("--profile", "foo", "--profile is deployed or documented."),
                ("--scenario", "", "--scenario is a name of vitrine scenario list"),
            ] {
                let rest = command == ["rehearse"] ? ["--", "true"] : []
                let outcome = try await rehearsed.place.run(
                    command + [flag, word] + rest,
                    environment: rehearsed.environment()
                )
                #expect(outcome.exit == .code(64))
                #expect(outcome.errors.contains(sentence), "\(outcome.errors)")
            }
        }
    }

    @Test(arguments: [["a.har", "--allow", "localhost"], [""], []])
    func `what a replay has no use for, or needs, is told`(arguments: [String]) async throws {
        try await RehearsedCommand.with { rehearsed in
            let outcome = try await rehearsed.place.run(["replay"] + arguments, environment: rehearsed.environment())
            #expect(outcome.exit == .code(64))
        }
    }

    private func replay(_ rehearsed: RehearsedCommand, _ arguments: String...) async throws -> Outcome {
        try await rehearsed.place.run(["replay"] + arguments, environment: rehearsed.environment())
    }
}
