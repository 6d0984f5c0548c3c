import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 7, over the wire.
struct TokenEndpointTests {
    @Test func `a token of the first version, to the byte`() async throws {
        try await TokenDesk.with { desk in
            let answer = try await desk.ask("/contoso.example/oauth2/token", desk.v1)
            #expect(answer.status == 200)
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
            #expect(answer.headers[.cacheControl] == "no-store")
            let token = try #require(try answer.json["access_token"]?.string)
            #expect(
                answer.text == """
                    {"token_type":"Bearer","expires_in":"3600","ext_expires_in":"3600","expires_on":"1714561200",\
                    "not_before":"1714557600","resource":"https://cloudpartner.azure.com","access_token":"\(token)"}
                    """
            )
        }
    }

    @Test func `a token of the second version, to the byte`() async throws {
        try await TokenDesk.with { desk in
            let answer = try await desk.ask("/contoso.example/oauth2/v2.0/token", desk.v2)
            #expect(answer.status == 200)
            #expect(answer.headers[.cacheControl] == "no-store")
            let token = try #require(try answer.json["access_token"]?.string)
            #expect(
                answer.text
                    == #"{"token_type":"Bearer","expires_in":3600,"ext_expires_in":3600,"access_token":"\#(token)"}"#
            )
        }
    }

    @Test func `the second version's client may authenticate by HTTP Basic`() async throws {
        try await TokenDesk.with { desk in
            let form = "grant_type=client_credentials&scope=https%3A%2F%2Fcloudpartner.azure.com%2F.default"
            let good = try await desk.ask(
                "/t/oauth2/v2.0/token",
                form,
                [.authorization: desk.basic(desk.encodedSecret)]
            )
            #expect(good.status == 200)
            let bad = try await desk.ask("/t/oauth2/v2.0/token", form, [.authorization: desk.basic("wrong")])
            try Self.expect(bad, 401, "invalid_client")
            for header in ["Basic", "Basic %%%", "Basic aGk=", "Basic gIA6eA=="] {
                let answer = try await desk.ask("/t/oauth2/v2.0/token", form, [.authorization: header])
                try Self.expect(answer, 400, "invalid_request")
            }
        }
    }

    @Test(arguments: ["/t/oauth2/token", "/t/oauth2/v2.0/token"])
    func `wrong credentials are 401 invalid_client, known client or not`(path: String) async throws {
        try await TokenDesk.with { desk in
            let form = path.contains("v2.0") ? desk.v2 : desk.v1
            let wrongSecret = form.replacing(desk.encodedSecret, with: "wrong")
            let wrongClient = form.replacing(desk.clientID, with: "00000000-0000-0000-0000-000000000000")
            let noGUID = form.replacing(desk.clientID, with: "me")
            var bodies: Set<[UInt8]> = []
            for form in [wrongSecret, wrongClient, noGUID] {
                let answer = try await desk.ask(path, form)
                try Self.expect(answer, 401, "invalid_client")
                #expect(answer.headers[.wwwAuthenticate]?.hasPrefix("Basic ") == true)
                bodies.insert(answer.body)
            }
            #expect(bodies.count == 1)
        }
    }

    @Test(arguments: [
        ("", 400, "invalid_request"), ("grant_type=client_credentials", 400, "invalid_request"),
        ("grant_type=&client_id=a&client_secret=b&resource=c", 400, "invalid_request"),
        ("grant_type=password&username=a&password=b", 400, "unsupported_grant_type"),
        ("grant_type=client_credentials&client_id=CLIENT&client_secret=SECRET", 400, "invalid_request"),
        (
            "grant_type=client_credentials&client_id=CLIENT&resource=https%3A%2F%2Fcloudpartner.azure.com", 400,
            "invalid_request"
        ),
        (
            "grant_type=client_credentials&client_id=CLIENT&client_secret=SECRET&resource=https://graph.example", 400,
            "invalid_resource"
        ),
        ("grant_type=%zz", 400, "invalid_request"), ("%FF=1", 400, "invalid_request"),
    ])
    func `a form that isn't in order is refused in OAuth's words`(form: String, status: Int, error: String) async throws
    {
        try await TokenDesk.with { desk in
            let form = form.replacing("CLIENT", with: desk.clientID).replacing("SECRET", with: desk.encodedSecret)
            try Self.expect(try await desk.ask("/t/oauth2/token", form), status, error)
        }
    }

    @Test func `a scope of the second version names the audience and .default`() async throws {
        try await TokenDesk.with { desk in
            for (scope, status, error) in [
                ("https://cloudpartner.azure.com/.default", 200, ""),
                ("https://cloudpartner.azure.com//.default", 200, ""),
                ("https://cloudpartner.azure.com", 400, "invalid_resource"),
                ("https://graph.example/.default", 400, "invalid_resource"),
                ("openid", 400, "invalid_request"),
            ] {
                let form = desk.v2.replacing("https%3A%2F%2Fcloudpartner.azure.com%2F.default", with: scope)
                let answer = try await desk.ask("/t/oauth2/v2.0/token", form)
                if status == 200 {
                    #expect(answer.status == 200, "\(scope)")
                } else {
                    try Self.expect(answer, status, error)
                }
            }
        }
    }

    @Test func `the audience is taken with and without a slash, and named as it was asked for`() async throws {
        try await TokenDesk.with { desk in
            let form = desk.v1 + "%2F"
            let answer = try await desk.ask("/t/oauth2/token", form)
            #expect(try answer.json["resource"]?.string == "https://cloudpartner.azure.com/")
            let token = try #require(try answer.json["access_token"]?.string)
            #expect(try await desk.portal.get("/api/publishers/contoso", as: .token(token)).status == 200)
        }
    }

    @Test func `another media type than a form is refused, none is taken as a form`() async throws {
        try await TokenDesk.with { desk in
            let path = "/t/oauth2/token"
            try Self.expect(
                try await desk.ask(path, desk.v1, [.contentType: "application/json"]),
                400,
                "invalid_request"
            )
            let charset: HTTPFields = [.contentType: "application/x-www-form-urlencoded; charset=utf-8"]
            #expect(try await desk.ask(path, desk.v1, charset).status == 200)
            let plain = try await desk.portal.send(.post, path, as: .nobody, body: Array(desk.v1.utf8))
            #expect(plain.status == 200)
        }
    }

    @Test func `a form of more than 64 KiB is refused with 413`() async throws {
        try await TokenDesk.with { desk in
            let form = desk.v1 + "&x=" + String(repeating: "x", count: 65_536)
            try VitrinePortalAPITests.expect(try await desk.ask("/t/oauth2/token", form), refused: .bodyTooLarge)
        }
    }

    @Test func `after ten wrong secrets it is 429 with Retry-After, and time heals it`() async throws {
        try await TokenDesk.with { desk in
            let wrong = desk.v1.replacing(desk.encodedSecret, with: "wrong")
            for _ in 0..<10 { #expect(try await desk.ask("/t/oauth2/token", wrong).status == 401) }
            let answer = try await desk.ask("/t/oauth2/token", desk.v1)
            try Self.expect(answer, 429, "temporarily_unavailable")
            let seconds = try #require(answer.headers[.retryAfter].flatMap(Int64.init))
            desk.portal.clock.advance(seconds: seconds)
            #expect(try await desk.ask("/t/oauth2/token", desk.v1).status == 200)
        }
    }

    /// `{"error":"...","error_description":"..."}`
    private static func expect(
        _ answer: Answer,
        _ status: Int,
        _ error: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(answer.status == status, sourceLocation: sourceLocation)
        #expect(answer.headers[.contentType] == "application/json; charset=utf-8", sourceLocation: sourceLocation)
        #expect(answer.headers[.cacheControl] == "no-store", sourceLocation: sourceLocation)
        #expect(try answer.json.members.map(\.name) == ["error", "error_description"], sourceLocation: sourceLocation)
        #expect(try answer.json["error"]?.string == error, sourceLocation: sourceLocation)
        #expect(try answer.json["error_description"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
    }
}
