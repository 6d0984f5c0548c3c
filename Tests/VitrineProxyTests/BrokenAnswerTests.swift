import NIOHTTP1
import Testing
import VitrineProxy
import VitrineTestKit

/// A server that breaks is seen to break, and nothing is made up in its stead.
@Suite(.timeLimit(.minutes(15))) struct BrokenAnswerTests {
    private static let url = "https://\(ProxyFixture.host)"

    @Test(arguments: Version.allCases, ["drop", "garbage", "gzipped", "switch"])
    func `a request without an answer gets none`(version: Version, path: String) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(version.rawValue, "-w", "%{http_code}", Self.url + "/" + path)
            // 52: nothing was answered. 92: the stream was reset.
            #expect(outcome.status == (version == .one ? 52 : 92), "\(outcome.errors)")
            #expect(outcome.text == "000")
            if version == .two { #expect(outcome.errors.contains("INTERNAL_ERROR")) }
        }
    }

    @Test(arguments: Version.allCases, ["cut", "cutchunked"])
    func `an answer that is cut off is cut off`(version: Version, path: String) async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(version.rawValue, Self.url + "/" + path)
            // 18: less came than was told. 92: the stream was reset.
            #expect(outcome.status == (version == .one ? 18 : 92), "\(outcome.errors)")
            #expect(outcome.text == "only this")
        }
    }

    @Test func `a broken stream leaves the others alone`() async throws {
        try await ProxyFixture.with { fixture in
            let outcome = try await fixture.curl(
                "--http2",
                "-w",
                "%{http_code} %{num_connects}\n",
                "-o",
                "/dev/null",
                Self.url + "/{1,drop,3}"
            )
            #expect(outcome.text == "200 1\n000 0\n200 0\n")
        }
    }

    @Test(arguments: Version.allCases)
    func `a server that can't be reached is said to be just that`(version: Version) async throws {
        try await ProxyFixture.with {
            // Nobody listens there: the port is taken by nobody below 1024 but by the system's own.
            $0.backend = Authority(host: "127.0.0.1", port: 1)
        } _: { fixture in
            let outcome = try await fixture.curl(version.rawValue, "-w", "%{http_code}", Self.url + "/a", "-d", "body")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(
                outcome.text
                    == #"{"error":{"code":"BadGateway","message":"Vitrine's server could not be reached."}}502"#
            )
        }
    }

    @Test func `a server is rid of a request whose client has left`() async throws {
        try await ProxyFixture.with { fixture in
            for version in Version.allCases {
                let path = "/wait/\(version)"
                let curl = try Command.Running(
                    fixture.curlArguments([version.rawValue, Self.url + path, "-d", "x"]),
                    environment: [:],
                    input: []
                )
                await fixture.backend.signals.wait(for: path)
                curl.end()
                await fixture.backend.signals.wait(for: path + " gone")
                _ = try await curl.outcome()
            }
        }
    }
}
