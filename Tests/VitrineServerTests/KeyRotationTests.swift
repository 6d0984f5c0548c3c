import Testing

@Suite("vitrine key rotate beside a running server", .timeLimit(.minutes(10)))
struct KeyRotationTests {
    private static let offer = "/api/publishers/contoso/offers/sealed"

    @Test
    func `old tokens stay good, old secrets stay kept and new ones can be set, here and after a restart`() async throws
    {
        try await Place.with { place in
            let token = try await withContoso(at: place) { server, token in
                #expect(
                    try await server.put(Self.offer, Sample.offer(title: "A", secret: "first"), token: token).status
                        == 200
                )
                #expect(try await place.output(of: "key", "rotate").wholeMatch(of: /\d+ keys wrapped anew/) != nil)
                try await Self.checkUse(server, token)
                return token
            }
            try await withServer(at: place) { try await Self.checkUse($0, token) }
        }
    }

    @Test
    func `rotating again and again leaves every earlier token good`() async throws {
        try await withContoso { server, _ in
            var tokens: [String] = []
            for _ in 0..<3 {
                tokens.append(try await server.place.token("reader"))
                _ = try await server.place.output(of: "key", "rotate")
            }
            #expect(Set(tokens).count == 3)
            for token in tokens {
                #expect(try await server.get("/api/publishers/contoso", token: token).status == 200)
            }
        }
    }

    @Test
    func `a publisher that comes after the rotation can have secrets at once`() async throws {
        try await withContoso { server, _ in
            _ = try await server.place.output(of: "key", "rotate")
            _ = try await server.place.output(of: "publisher", "add", "tailspin", "--name", "Tailspin")
            let token = try await server.place.token(of: "tailspin")
            let answer = try await server.put(
                "/api/publishers/tailspin/offers/one",
                Sample.offer(title: "One", secret: "hidden"),
                token: token
            )
            #expect(answer["x-secret-fields-set"] == Sample.secretPointer)
        }
    }

    /// Reads the offer, keeps its secret through a change, and sets it anew.
    private static func checkUse(_ server: RunningServer, _ token: String) async throws {
        #expect(try await server.get(offer, token: token)["x-secret-fields-set"] == Sample.secretPointer)
        // The mask means "keep", and is refused where there is nothing to keep.
        let kept = try await server.put(offer, Sample.offer(title: "B", secret: "*********"), token: token)
        #expect(kept["x-secret-fields-set"] == Sample.secretPointer)
        // The same secret again is no change: the server opens what it has to compare.
        let tag = try await server.put(offer, Sample.offer(title: "C", secret: "second"), token: token)["etag"]
        #expect(try await server.put(offer, Sample.offer(title: "C", secret: "second"), token: token)["etag"] == tag)
        #expect(try await server.put(offer, Sample.offer(title: "C", secret: "third"), token: token)["etag"] != tag)
    }
}
