import NIOCore
import Testing

@Suite("bad input on a socket", .timeLimit(.minutes(10)))
struct BadInputTests {
    private static let offer = "/api/publishers/contoso/offers/big"

    /// Bytes that are no request, and what is answered.
    struct Broken: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: String
        var status = 400
        var code = "BadRequest"

        init(_ name: String, _ bytes: String, status: Int = 400, code: String = "BadRequest") {
            testDescription = name
            self.bytes = bytes
            self.status = status
            self.code = code
        }

        /// A POST to an endpoint that reads its body, with these framing headers and this body.
        static func post(_ name: String, _ headers: String, _ body: String = "") -> Broken {
            Broken(name, "POST /t/oauth2/token HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n\(body)")
        }

        static func tooLarge(_ name: String, _ head: String) -> Broken {
            Broken(name, head, status: 431, code: "RequestHeadersTooLarge")
        }
    }

    static let broken: [Broken] = [
        Broken("words", "hello there\r\n\r\n"),
        Broken(
            "a TLS hello",
            "\u{16}\u{3}\u{1}\0\u{7F}\u{1}\0\0\u{7B}\u{3}\u{3}" + String(repeating: "\0", count: 100)
        ),
        Broken("zeros", String(repeating: "\0", count: 64)),
        Broken("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        Broken("no version", "GET /healthz\r\n\r\n"),
        Broken("an unknown version", "GET /healthz HTTP/3.7\r\nHost: x\r\n\r\n"),
        Broken("a header without a colon", "GET /healthz HTTP/1.1\r\nHost: x\r\nrubbish\r\n\r\n"),
        Broken("a NUL in a header", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: a\0b\r\n\r\n"),
        Broken("a space before a header's colon", "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A : a\r\n\r\n"),
        .post("two lengths that differ", "Content-Length: 3\r\nContent-Length: 5", "abcde"),
        .post("two lengths that are equal", "Content-Length: 3\r\nContent-Length: 3", "abc"),
        .post("a length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"),
        .post("a negative length", "Content-Length: -1"),
        .post("a length in words", "Content-Length: three"),
        .post("a length beyond every number", "Content-Length: 99999999999999999999999"),
        .post("a chunk without a size", "Transfer-Encoding: chunked", "rubbish\r\n\r\n"),
        .post("a chunk size beyond every number", "Transfer-Encoding: chunked", "ffffffffffffffffff\r\n"),
        .post("a chunk longer than its size", "Transfer-Encoding: chunked", "3\r\nabcdef\r\n0\r\n\r\n"),
        .tooLarge(
            "a header of 64 KB",
            "GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: \(String(repeating: "a", count: 65_536))\r\n\r\n"
        ),
        .tooLarge(
            "ten headers of 6 KB",
            Request.get(
                "/healthz",
                String(repeating: "X-A: \(String(repeating: "a", count: 6_500))\r\n", count: 10) + "X-B: b"
            )
        ),
        .tooLarge("500 headers", Request.get("/healthz", String(repeating: "X-A: a\r\n", count: 500) + "X-B: b")),
        .tooLarge("a request line of 100 KB", Request.get("/" + String(repeating: "a", count: 100_000))),
    ]

    @Test
    func `what is not HTTP is answered once, in the error shape with ids, and ends its connection without a reset`()
        async throws
    {
        try await withServer { server in
            for broken in Self.broken {
                try await RawConnection.with(server) { connection in
                    try await connection.send(broken.bytes)
                    let answer = try await connection.answer()

                    #expect(answer.status == broken.status, "\(broken.testDescription)")
                    #expect(answer.errorCode == broken.code, "\(broken.testDescription)")
                    #expect(answer.hasIDs, "\(broken.testDescription)")
                    #expect(try await connection.rest().isEmpty, "\(broken.testDescription)")
                }
            }
        }
    }

    @Test
    func `broken percent-encoding in a request line is answered in the error shape, and the connection goes on`()
        async throws
    {
        try await withContoso { server, token in
            let authorization = "Authorization: Bearer \(token)"
            try await RawConnection.with(server) { connection in
                for path in [
                    "/api/publishers/%zz", "/api/publishers/%", "/api/publishers/%4", "/api/publishers/%ff%fe",
                ] {
                    try await connection.send(Request.get(path + "?api-version=2017-10-31", authorization))
                    let answer = try await connection.answer()
                    #expect(answer.status == 400, "\(path)")
                    #expect(answer.errorCode == "BadRequest", "\(path)")
                }
                try await connection.send(Request.get("/healthz?a=%zz"))
                #expect(try await connection.answer().errorCode == "BadRequest")
            }
        }
    }

    @Test
    func `rubbish after good requests is answered in its turn`() async throws {
        try await withServer { server in
            try await RawConnection.with(server) { connection in
                try await connection.send(Request.get("/readyz") + Request.get("/docs") + "rubbish\r\n\r\n")
                #expect(try await connection.answer().body == #"{"status":"ready"}"#)
                #expect(try await connection.answer()["content-type"] == "text/html; charset=utf-8")
                let last = try await connection.answer()
                #expect(last.errorCode == "BadRequest")
                #expect(last.hasIDs)
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test
    func `broken chunks of a request that reads no body don't make a second answer`() async throws {
        try await withServer { server in
            try await RawConnection.with(server) { connection in
                try await connection.send(Request.get("/healthz", "Transfer-Encoding: chunked") + "rubbish\r\n\r\n")
                #expect(try await connection.answer().status == 200)
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test
    func `a body that ends before its length is answered with 400 and stores nothing`() async throws {
        try await withContoso { server, token in
            let body = Sample.offer(title: "Cut")
            try await RawConnection.with(server) { connection in
                try await connection.send(Request.put(Self.offer, token: token, length: body.utf8.count + 1) + body)
                connection.endSending()
                let answer = try await connection.answer()
                #expect(answer.status == 400)
                #expect(answer.errorCode == "BadRequest")
                #expect(try await connection.rest().isEmpty)
            }
            #expect(try await server.get(Self.offer, token: token).errorCode == "OfferNotFound")
        }
    }

    @Test
    func
        `a body that is announced too large is refused before it is sent, and the connection and the memory stay good`()
        async throws
    {
        try await withContoso { server, token in
            let before = try server.peakMemory()
            try await RawConnection.with(server) { connection in
                try await connection.send(Request.put(Self.offer, token: token, length: 100 << 20))
                let answer = try await connection.answer()
                #expect(answer.status == 413)
                #expect(answer.errorCode == "RequestBodyTooLarge")

                // A client that sends it all the same is read to its end.
                let piece = ByteBuffer(repeating: 0x20, count: 1 << 20)
                for _ in 0..<100 { try await connection.send(piece) }
                try await connection.send(Request.get("/healthz"))
                #expect(try await connection.answer().status == 200)
            }
            #expect(try server.peakMemory() - before < 32 << 20)
        }
    }

    @Test
    func `a body that turns out too large is refused, and the connection and the memory stay good`() async throws {
        try await withContoso { server, token in
            let before = try server.peakMemory()
            try await RawConnection.with(server) { connection in
                try await connection.send(Request.put(Self.offer, token: token, "Transfer-Encoding: chunked"))
                let piece = ByteBuffer(string: "100000\r\n" + String(repeating: " ", count: 1 << 20) + "\r\n")
                for _ in 0..<40 { try await connection.send(piece) }
                try await connection.send("0\r\n\r\n" + Request.get("/healthz"))
                #expect(try await connection.answer().errorCode == "RequestBodyTooLarge")
                #expect(try await connection.answer().status == 200)
            }
            #expect(try server.peakMemory() - before < 48 << 20)
        }
    }
}
