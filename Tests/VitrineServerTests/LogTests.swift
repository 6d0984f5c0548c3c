import Testing

@Suite("health and the log", .timeLimit(.minutes(10)))
struct LogTests {
    private static let offer = "/api/publishers/contoso/offers/logged"
    private static let correlation = "12345678-90ab-cdef-1234-567890abcdef"

    @Test
    func `healthz and readyz need no token and no API version`() async throws {
        try await withServer { server in
            let health = try await server.call("/healthz")
            #expect(health.body == #"{"status":"ok"}"#)
            let readiness = try await server.call("/readyz")
            #expect(readiness.body == #"{"status":"ready"}"#)
        }
    }

    @Test
    func `at info each request is one JSON line with method, path, status and both ids of its answer`() async throws {
        try await withContoso { server, token in
            let answers = [
                ("GET", "/healthz", try await server.call("/healthz")),
                ("GET", "/nowhere", try await server.call("/nowhere?sig=secret")),
                ("PUT", Self.offer, try await server.put(Self.offer, Sample.offer(title: "Logged"), token: token)),
                ("GET", Self.offer, try await server.get(Self.offer, token: "bad.token.here")),
                (
                    "GET", Self.offer,
                    try await server.call(
                        Self.offer,
                        headers: ["x-ms-client-request-id": Self.correlation, "authorization": "Bearer \(token)"]
                    )
                ),
                ("POST", "/demo/oauth2/token", try await server.tokenCall(id: "nobody", secret: "nothing")),
            ]
            await server.end()

            let lines = try server.log().filter { $0["message"] == "request answered" }
            #expect(lines.count == answers.count)
            for (line, (method, path, answer)) in zip(lines, answers) {
                #expect(line["level"] == "info")
                #expect(line["time"]?.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z/) != nil)
                #expect(line["http.method"] == method)
                #expect(line["http.path"] == path)
                #expect(line["http.status"] == "\(answer.status)")
                #expect(line["http.milliseconds"].flatMap { Double($0) } != nil)
                #expect(line["request.id"] == answer["x-ms-request-id"])
                #expect(line["correlation.id"] == answer["x-ms-correlation-request-id"])
            }
            #expect(answers[4].2.status == 400)
            #expect(lines[4]["correlation.id"] == Self.correlation)
        }
    }

    @Test
    func `a request that could not be read is a line too, with the ids of its answer`() async throws {
        try await withServer { server in
            let answer = try await RawConnection.with(server) { connection in
                try await connection.send("rubbish\r\n\r\n")
                return try await connection.answer()
            }
            await server.end()
            let lines = try server.log().filter { $0["message"] == "request not understood" }
            #expect(lines.count == 1)
            #expect(lines.first?["http.status"] == "400")
            #expect(lines.first?["request.id"] == answer["x-ms-request-id"])
            #expect(lines.first?["correlation.id"] == answer["x-ms-correlation-request-id"])
        }
    }

    @Test
    func `not even at trace are there tokens, secrets, bodies or queries in the log`() async throws {
        try await withServer(["--demo", "--log-level", "trace"]) { server in
            let token = try await server.place.token()
            let issued = try #require(
                try await server.tokenCall(id: "11111111-1111-1111-1111-111111111111", secret: "demo-secret").text(
                    "access_token"
                )
            )
            _ = try await server.tokenCall(id: "11111111-1111-1111-1111-111111111111", secret: "guessed-secret")
            _ = try await server.put(Self.offer, Sample.offer(title: "A title", secret: "put-secret"), token: token)
            _ = try await server.put(
                Self.offer,
                Sample.offer(title: "A title", secret: "put-secret") + "}",
                token: issued
            )
            _ = try await server.get(Self.offer, token: token + "x")
            _ = try await server.call("/nowhere?sig=query-secret")
            _ = try await server.call("/docs", headers: ["cookie": "cookie-secret"])
            _ = try await server.place.output(of: "key", "rotate")
            _ = try await server.get(Self.offer, token: token)
            try await RawConnection.with(server) { connection in
                try await connection.send("GET /healthz HTTP/1.1\r\nAuthorization: Bearer \(token)\r\nrubbish\r\n\r\n")
                _ = try await connection.answer()
            }
            await server.end()

            let text = try server.logText()
            #expect(try server.log().contains { $0["level"] == "trace" })
            let hidden = [
                token, issued, "demo-secret", "guessed-secret", "put-secret", "query-secret", "cookie-secret",
                "A title",
                "demo-lead-secret",
            ]
            for secret in hidden { #expect(!text.contains(secret), "\(secret.prefix(20))") }
            for part in token.split(separator: ".") + issued.split(separator: ".") where part.count > 40 {
                #expect(!text.contains(part))
            }
        }
    }

    @Test
    func `above info requests are not logged`() async throws {
        try await withServer(["--log-level", "error"]) { server in
            _ = try await server.call("/healthz")
            await server.end()
            #expect(try server.logText().isEmpty)
        }
    }
}
