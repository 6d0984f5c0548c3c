import Foundation
import Testing

@Suite("commands beside a running server", .timeLimit(.minutes(10)))
struct CommandTests {
    private static let offers = "/api/publishers/contoso/offers"

    @Test
    func `token prints one token and nothing else, and the running server takes it`() async throws {
        try await withServer { server in
            #expect(
                try await server.place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
                    == "publisher contoso added"
            )
            let outcome = try await server.place.run(["token", "--publisher", "contoso", "--role", "reader"])

            #expect(outcome.exit == .code(0))
            #expect(outcome.errors.isEmpty)
            let token = try #require(outcome.output.wholeMatch(of: /([\w-]+\.[\w-]+\.[\w-]+)\n/))
            #expect(try await server.get(Self.offers, token: String(token.1)).status == 200)
            let refused = try await server.put("\(Self.offers)/one", Sample.offer(title: "One"), token: String(token.1))
            #expect(refused.status == 403)
        }
    }

    @Test
    func `a token's lifetime is as long as was asked for`() async throws {
        try await Place.with { place in
            _ = try await place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
            let token = try await place.output(
                of: "token",
                "--publisher",
                "contoso",
                "--role",
                "owner",
                "--lifetime",
                "31536000"
            )
            let claims = try #require(Self.claims(of: token))
            let start = try #require(claims["nbf"] as? Int)
            let end = try #require(claims["exp"] as? Int)

            #expect(end - start == 31_536_000)
        }
    }

    @Test
    func `an application that was just added gets a token from the running server with the secret that was printed`()
        async throws
    {
        try await withContoso { server, _ in
            let printed = try await server.place.output(
                of: "application",
                "add",
                "--publisher",
                "contoso",
                "--role",
                "contributor"
            )
            let match = try #require(printed.wholeMatch(of: /client id: (\S+)\nclient secret: (\S+)/))
            let answer = try await server.tokenCall(tenant: "any", id: String(match.1), secret: String(match.2))
            let token = try #require(try answer.text("access_token"))

            #expect(try await server.put("\(Self.offers)/new", Sample.offer(title: "New"), token: token).status == 200)
            #expect(try await server.get("/api/publishers/fabrikam/offers", token: token).status == 403)
        }
    }

    @Test
    func `roles that are set and removed count at the running server's next request`() async throws {
        try await withContoso { server, _ in
            let place = server.place
            let token = try await place.token("reader")
            let member = try #require(Self.claims(of: token)?["appid"] as? String)
            func put() async throws -> Int {
                try await server.put("\(Self.offers)/turns", Sample.offer(title: "Turns"), token: token).status
            }
            func set(_ role: String) async throws {
                _ = try await place.output(
                    of: "member",
                    "set",
                    "--publisher",
                    "contoso",
                    "--id",
                    member,
                    "--role",
                    role
                )
            }

            #expect(try await put() == 403)
            try await set("contributor")
            #expect(try await put() == 200)
            #expect(
                try await place.output(of: "member", "list", "--publisher", "contoso").contains(
                    "application\t\(member)\tcontributor"
                )
            )
            try await set("reader")
            #expect(try await put() == 403)
            #expect(try await server.get(Self.offers, token: token).status == 200)
            _ = try await place.output(of: "member", "remove", "--publisher", "contoso", "--id", member.uppercased())
            #expect(try await server.get(Self.offers, token: token).status == 403)
            #expect(try await !place.output(of: "member", "list", "--publisher", "contoso").contains(member))
        }
    }

    @Test
    func `publisher list names every publisher, and a new one is served at once`() async throws {
        try await withContoso { server, _ in
            let place = server.place
            _ = try await place.output(of: "publisher", "add", "Tailspin", "--name", "Tailspin Toys")

            #expect(
                try await place.output(of: "publisher", "list")
                    == "contoso\tContoso\nTailspin\tTailspin Toys"
            )
            let token = try await place.token(of: "tailspin")
            #expect(try await server.get("/api/publishers/TAILSPIN", token: token).text("id") == "Tailspin")
        }
    }

    private static func claims(of token: String) -> [String: Any]? {
        let claims = String(token.split(separator: ".")[1]).replacing("-", with: "+").replacing("_", with: "/")
        let padding = ["", "", "==", "="][claims.count % 4]
        return Data(base64Encoded: claims + padding).flatMap {
            try? JSONSerialization.jsonObject(with: $0) as? [String: Any]
        }
    }
}
