import Foundation
import NIOCore
import NIOPosix
import Testing
import VitrineTestKit

@Suite("vitrine serve", .timeLimit(.minutes(10)))
struct ServeTests {
    @Test
    func `it prints the one line that says where it listens, and nothing else`() async throws {
        try await withServer { server in
            _ = try await server.call("/healthz")
            let (exit, output) = await server.end()

            #expect(exit == .code(0))
            #expect(output == "vitrine: listening on http://127.0.0.1:\(server.port)\n")
        }
    }

    @Test
    func `it listens on IPv6, with brackets in the line`() async throws {
        try await withServer(["--host", "::1", "--demo"]) { server in
            let health = try await server.call("/healthz").status
            #expect(health == 200)
            #expect(await server.end().output == "vitrine: listening on http://[::1]:\(server.port)\n")
        }
    }

    @Test
    func `it may have as many connections as the machine lets it, whatever the shell gives`() async throws {
        try await Place.with { place in
            let output = try PipeText()
            let script = #"ulimit -Sn 200; exec "$0" serve --port 0 --data-dir "$1""#
            let server = try Child(
                ["-c", script, Child.vitrine.path, place.data.path],
                of: URL(filePath: "/bin/sh"),
                environment: [:],
                output: .pipe(output.writingEnd),
                errors: place.file("log")
            )
            _ = await output.firstLine()
            let limits = try String(contentsOfFile: "/proc/\(server.id)/limits", encoding: .utf8)
            let line = try #require(limits.firstMatch(of: /Max open files +(\d+) +(\d+)/))
            server.send(signal: SIGTERM)
            #expect(await server.exit() == .code(0))
            #expect(line.1 == line.2)
            #expect(line.1 != "200")
        }
    }

    @Test
    func `a port that is taken ends it, with words that say what to do`() async throws {
        let taken = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(taken.localAddress?.port)
        try await Place.with { place in
            let outcome = try await place.run(["serve", "--port", "\(port)"])

            #expect(outcome.exit == .code(1))
            #expect(outcome.output.isEmpty)
            #expect(
                outcome.errors.contains(
                    "Error: Can't listen on port \(port) of 127.0.0.1: it is taken. Choose another with --port; 0 takes a free one."
                )
            )
        }
        try await taken.close()
    }

    @Test(arguments: [
        ("192.0.2.1", "this machine has no such address"), ("no-such-host.invalid", "there is no such address"),
    ])
    func `an address that is not this machine's ends it, and the message says so`(host: String, reason: String)
        async throws
    {
        try await Place.with { place in
            let outcome = try await place.run(["serve", "--port", "0", "--host", host])

            #expect(outcome.exit == .code(1))
            #expect(outcome.errors.contains("Error: Can't listen on port 0 of \(host): \(reason)."))
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "vitrine.example", "127.0.0.1.example", "127.1", "127.0.0.256", ""])
    func `the demo is refused where others could reach it, before anything is made`(host: String) async throws {
        try await Place.with { place in
            let outcome = try await place.run(["serve", "--demo", "--port", "0", "--host", host])

            #expect(outcome.exit == .code(1))
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors.contains("so it only listens on loopback; \(host) is not. Use 127.0.0.1 or ::1."))
            #expect(!place.exists(place.data))
        }
    }
}
