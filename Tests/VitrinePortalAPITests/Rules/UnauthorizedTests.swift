import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineServer
import VitrineTestKit

struct UnauthorizedTests {
    @Test(arguments: [
        nil, "", "Bearer", "Bearer ", "Basic dXNlcjpwYXNz", "Token abc", "bearerabc",
    ])
    func `no bearer token at all`(authorization: String?) async throws {
        try await refused(authorization, error: "invalid_request")
    }

    @Test(arguments: [
        "Bearer x", "Bearer a.b.c", "Bearer eyJhbGciOiJub25lIn0.e30.", "bearer  ....", "Bearer null",
    ])
    func `a token that is no good`(authorization: String) async throws {
        try await refused(authorization, error: "invalid_token")
    }

    @Test func `a token that has expired`() async throws {
        try await Portal.with { portal in
            #expect(try await portal.get("/api/publishers").status == 200)
            portal.clock.advance(seconds: 3_601)
            let answer = try await portal.get("/api/publishers")
            try expect(answer, refused: .unauthorized)
            #expect(answer.headers[.wwwAuthenticate]?.contains("error=\"invalid_token\"") == true)
        }
    }

    @Test(arguments: [0, 1, 2])
    func `a token with one character changed`(part: Int) async throws {
        try await Portal.with { portal in
            let token = try #require(portal.token(.role(.owner)))
            var parts = token.split(separator: ".").map { Array($0) }
            let middle = parts[part].count / 2
            parts[part][middle] = parts[part][middle] == "A" ? "B" : "A"
            let changed = parts.map { String($0) }.joined(separator: ".")
            try expect(try await portal.get(.offer, as: .token(changed)), refused: .unauthorized)
        }
    }

    @Test func `the scheme's name compares without case`() async throws {
        try await Portal.with { portal in
            let token = try #require(portal.token(.stranger))
            for scheme in ["Bearer", "bearer", "BEARER"] {
                let headers: HTTPFields = [.authorization: "\(scheme) \(token)"]
                #expect(try await portal.get("/api/publishers", as: .nobody, headers).status == 200)
            }
        }
    }

    private func refused(_ authorization: String?, error: String) async throws {
        try await Portal.with { portal in
            var headers: HTTPFields = [:]
            headers[.authorization] = authorization
            let answer = try await portal.get(.offer, as: .nobody, headers)
            try expect(answer, refused: .unauthorized)
            let message = try #require(try answer.message)
            #expect(try answer.json["Message"]?.string == message)
            #expect(
                answer.headers[.wwwAuthenticate]
                    == "Bearer realm=\"vitrine\", error=\"\(error)\", error_description=\"\(message)\""
            )
        }
    }
}
