import Testing

@Suite("requests on one connection", .timeLimit(.minutes(10)))
struct ConnectionTests {
    private static let offer = "/api/publishers/contoso/offers/one"
    private static let query = "?api-version=2017-10-31"

    @Test
    func `requests that are sent together are answered in their order`() async throws {
        try await withServer { server in
            try await RawConnection.with(server) { connection in
                let ids = (0..<50).map { "00000000-0000-0000-0000-0000000000\($0 + 10)" }
                let paths = ["/healthz", "/nowhere", "/readyz", "/docs", "/api/publishers"]
                let requests = ids.enumerated().map { number, id in
                    Request.get(paths[number % paths.count], "x-ms-correlation-request-id: \(id)")
                }
                try await connection.send(requests.joined())
                for id in ids { #expect(try await connection.answer()["x-ms-correlation-request-id"] == id) }
            }
        }
    }

    @Test
    func `a connection is kept for request after request`() async throws {
        try await withContoso { server, token in
            try await RawConnection.with(server) { connection in
                for number in 0..<5 {
                    let body = Sample.offer(title: "\(number)")
                    try await connection.send(
                        Request.put("/api/publishers/contoso/offers/again", token: token, length: body.utf8.count)
                            + body
                    )
                    #expect(try await connection.answer().status == 200)
                    try await connection.send(Request.get("/healthz"))
                    #expect(try await connection.answer().status == 200)
                }
            }
        }
    }

    @Test(arguments: ["100-continue", "100-Continue"])
    func `a client that waits with its body for a word gets it, but not within another answer`(
        expectation: String
    ) async throws {
        try await withContoso { server, token in
            let body = Sample.offer(title: "Waits")
            let head = Request.put(Self.offer, token: token, length: body.utf8.count)
            let waiting = head.dropLast() + "Expect: \(expectation)\r\n\r\n"
            try await RawConnection.with(server) { connection in
                for _ in 1...2 {
                    try await connection.send(String(waiting))
                    #expect(try await connection.answer().status == 100)
                    try await connection.send(body)
                    #expect(try await connection.answer().status == 200)
                }
                try await connection.send(Request.get("/docs") + waiting + body)
                #expect(try await connection.answer().status == 200)
                #expect(try await connection.answer().status == 200)
                try await connection.send(waiting.replacing("HTTP/1.1", with: "HTTP/1.0") + body)
                #expect(try await connection.answer().status == 200)
            }
        }
    }

    @Test
    func `HEAD has the length that GET has, and no body`() async throws {
        try await withContoso { server, token in
            _ = try await server.put(Self.offer, Sample.offer(title: "One"), token: token)
            let authorization = "Authorization: Bearer \(token)"
            try await RawConnection.with(server) { connection in
                for path in [Self.offer + Self.query, "/healthz", "/docs", "/nowhere"] {
                    let get = Request.get(path, authorization)
                    try await connection.send("HEAD" + get.dropFirst(3) + get)
                    let head = try await connection.answer(toHead: true)
                    let answer = try await connection.answer()

                    #expect(head.status == answer.status)
                    #expect(head["content-length"] == "\(answer.body.utf8.count)")
                    #expect(head["etag"] == answer["etag"])
                    #expect(head["content-type"] == answer["content-type"])
                }
            }
        }
    }

    @Test
    func `304 and 204 have no body: what follows them is the next answer`() async throws {
        try await withContoso { server, token in
            let authorization = "Authorization: Bearer \(token)"
            _ = try await server.put("/api/publishers/contoso/offers/gone", Sample.offer(title: "Gone"), token: token)
            let tag = try #require(try await server.put(Self.offer, Sample.offer(title: "One"), token: token)["etag"])
            try await RawConnection.with(server) { connection in
                try await connection.send(
                    Request.get(Self.offer + Self.query, authorization, "If-None-Match: \(tag)")
                        + Request.get("/healthz")
                )
                let unchanged = try await connection.answer()
                #expect(unchanged.status == 304)
                #expect(unchanged["etag"] == tag)
                #expect(unchanged["content-length"] == nil)
                #expect(unchanged["transfer-encoding"] == nil)
                #expect(try await connection.answer().body == #"{"status":"ok"}"#)

                let get = Request.get("/api/publishers/contoso/offers/gone" + Self.query, authorization, "If-Match: *")
                try await connection.send("DELETE" + get.dropFirst(3) + Request.get("/healthz"))
                let deleted = try await connection.answer()
                #expect(deleted.status == 204)
                #expect(deleted["content-length"] == nil)
                #expect(deleted["transfer-encoding"] == nil)
                #expect(try await connection.answer().body == #"{"status":"ok"}"#)
            }
        }
    }

    @Test
    func `a target in absolute form is the same target`() async throws {
        try await withContoso { server, token in
            _ = try await server.put(Self.offer, Sample.offer(title: "One"), token: token)
            let authorization = "Authorization: Bearer \(token)"
            try await RawConnection.with(server) { connection in
                for target in [Self.offer + Self.query, "http://vitrine.example" + Self.offer + "/" + Self.query] {
                    try await connection.send(Request.get(target, authorization))
                    #expect(try await connection.answer().text("definition", "displayText") == "One")
                }
            }
        }
    }

    @Test
    func `a connection ends after the answer where the request says that it is the last, as HTTP/1.0 does`()
        async throws
    {
        let requests = [
            "GET /healthz HTTP/1.0\r\n\r\n",
            "GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            Request.get("/healthz", "Connection: close"),
            Request.get("/healthz", "Connection: Close"),
            Request.get("/healthz", "Connection: TE, close"),
        ]
        // A connection that is left open is so for longer than a test may take.
        try await withServer(["--header-seconds", "3600"]) { server in
            for request in requests {
                try await RawConnection.with(server) { connection in
                    try await connection.send(request)
                    #expect(try await connection.answer().body == #"{"status":"ok"}"#, "\(request)")
                    #expect(try await connection.rest().isEmpty, "\(request)")
                }
            }
        }
    }
}
