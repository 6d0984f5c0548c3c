import Testing

@Suite("slow and idle clients", .timeLimit(.minutes(10)))
struct SlowClientTests {
    private static let quick = ["--header-seconds", "1", "--body-seconds", "1"]

    @Test
    func `a head that comes byte by byte ends with its time, without an answer`() async throws {
        try await withServer(Self.quick) { server in
            try await RawConnection.with(server) { connection in
                let text = try await Self.dripping(Request.get("/healthz"), into: connection) {
                    try await connection.restOrReset()
                }
                #expect(text.isEmpty)
            }
        }
    }

    @Test
    func `a body that comes byte by byte is answered with 408 in the error shape when its time is over`() async throws {
        try await withContoso(Self.quick) { server, token in
            try await RawConnection.with(server) { connection in
                try await connection.send(
                    Request.put("/api/publishers/contoso/offers/slow", token: token, length: 1_000)
                )
                try await Self.dripping(String(repeating: " ", count: 1_000), into: connection) {
                    let answer = try await connection.answer()
                    #expect(answer.status == 408)
                    #expect(answer.errorCode == "RequestTimeout")
                    #expect(answer["connection"] == "close")
                    #expect(try await connection.restOrReset().isEmpty)
                }
            }
        }
    }

    @Test
    func `a body that stops before its length is answered with 408`() async throws {
        try await withServer(Self.quick) { server in
            try await RawConnection.with(server) { connection in
                try await connection.send(
                    "POST /t/oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\ngrant_type="
                )
                #expect(try await connection.answer().errorCode == "RequestTimeout")
                #expect(try await connection.rest().isEmpty)
            }
        }
    }

    @Test
    func `a connection that is idle longer than its time is ended; so is one that sends nothing`() async throws {
        try await withServer(Self.quick) { server in
            try await RawConnection.with(server) { connection in
                try await connection.send(Request.get("/healthz"))
                _ = try await connection.answer()
                #expect(try await connection.rest().isEmpty)
            }
            let text = try await RawConnection.with(server) { try await $0.rest() }
            #expect(text.isEmpty)
        }
    }

    @Test
    func `1,000 idle connections don't stop service, and their own next requests are answered`() async throws {
        try await withContoso { server, token in
            try await RawConnection.with(server) { idle in
                try await Self.holding(999, on: server) {
                    #expect(try await server.call("/readyz").status == 200)
                    let put = try await server.put(
                        "/api/publishers/contoso/offers/busy",
                        Sample.offer(title: "Busy"),
                        token: token
                    )
                    #expect(put.status == 200)
                    try await idle.send(Request.get("/healthz"))
                    #expect(try await idle.answer().status == 200)
                }
            }
        }
    }

    /// Holds `count` connections open for as long as `work` takes.
    private static func holding(_ count: Int, on server: RunningServer, _ work: () async throws -> Void) async throws {
        let (opened, opening) = AsyncStream<Void>.makeStream()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<count {
                group.addTask {
                    try await RawConnection.with(server) { connection in
                        opening.yield()
                        _ = try await connection.rest()
                    }
                }
            }
            var openings = opened.makeAsyncIterator()
            for _ in 0..<count { await openings.next() }
            try await work()
            group.cancelAll()
        }
    }

    /// Sends `text` a byte at a time, five a second, for as long as `work` takes.
    private static func dripping<Value: Sendable>(
        _ text: String,
        into connection: RawConnection,
        while work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for character in text {
                    // Slowness is what is tested here; nothing is waited for.
                    try await Task.sleep(for: .milliseconds(200))
                    try await connection.send(String(character))
                }
            }
            let value = try await work()
            group.cancelAll()
            return value
        }
    }
}
