import Testing

@Suite("vitrine serve --demo", .timeLimit(.minutes(10)))
struct DemoTests {
    private static let id = "11111111-1111-1111-1111-111111111111"
    private static let offer = "/api/publishers/contoso/offers/contosovirtualmachine"

    @Test
    func `its application gets a token from tenant demo with the secret demo-secret, and is owner of contoso`()
        async throws
    {
        try await withServer(["--demo"]) { server in
            let token = try await Self.token(server)

            #expect(
                try await server.get("/api/publishers/contoso", token: token).text("definition", "displayText")
                    == "Contoso"
            )
            #expect(try await server.tokenCall(id: Self.id, secret: "demo-secrets").status == 401)

            // Only owners may delete; one that was published stays.
            let deletion = try await server.delete(Self.offer, token: token)
            #expect(deletion.errorCode == "OfferPublished")
        }
    }

    /// Whoever is asked about publishes is asked about those of people, not about the demo's own; also after a restart.
    @Test
    func `it is there at any pace, in any profile, and whoever has to approve publishes`() async throws {
        let flags = ["--demo", "--pace", "hosted", "--profile", "documented", "--approver", "fabrikam"]
        try await Place.with { place in
            for restarts in 0..<2 {
                try await withServer(flags, at: place) { server in
                    let token = try await Self.token(server)
                    let production = try await server.get("\(Self.offer)/slot/production", token: token)
                    #expect(production.status == 200)
                    guard restarts == 0 else {
                        #expect(try await server.get("\(Self.offer)/status", token: token).text("status") == "running")
                        return
                    }
                    let publish = try await server.call(
                        "\(Self.offer)/publish?api-version=2017-10-31",
                        method: "POST",
                        token: token
                    )
                    #expect(publish.status == 202)
                }
            }
        }
    }

    @Test
    func `its application is contributor of fabrikam: it may put, and may not delete`() async throws {
        try await withServer(["--demo"]) { server in
            let token = try await Self.token(server)
            let path = "/api/publishers/fabrikam/offers/mine"

            #expect(try await server.put(path, Sample.offer(title: "Mine"), token: token).status == 200)
            let deletion = try await server.delete(path, token: token)
            #expect(deletion.status == 403)
        }
    }

    @Test
    func `its offer has a version with its own title in each slot, a secret set in each, and shows no secret`()
        async throws
    {
        try await withServer(["--demo"]) { server in
            let token = try await Self.token(server)
            for (slot, version, title) in [
                ("draft", "3", "Contoso VM (draft)"), ("preview", "2", "Contoso VM (preview)"),
                ("production", "1", "Contoso VM"),
            ] {
                let answer = try await server.get("\(Self.offer)/slot/\(slot)", token: token)

                #expect(answer.status == 200)
                #expect(try answer.text("definition", "displayText") == title)
                #expect(answer.body.contains("\"version\":\(version),"))
                #expect(answer["x-secret-fields-set"] == Sample.secretPointer)
                #expect(!answer.body.contains("demo-lead-secret"))
            }
        }
    }

    @Test
    func `a restart keeps what was changed in it`() async throws {
        try await Place.with { place in
            let (guid, tag) = try await withServer(["--demo"], at: place) { server in
                let token = try await Self.token(server)
                let answer = try await server.put(Self.offer, Sample.offer(title: "Played with"), token: token)
                #expect(answer.status == 200)
                return (answer["x-offer-guid"], answer["etag"])
            }
            try await withServer(["--demo"], at: place) { server in
                let answer = try await server.get(Self.offer, token: Self.token(server))

                #expect(try answer.text("definition", "displayText") == "Played with")
                #expect(answer["x-offer-guid"] == guid)
                #expect(answer["etag"] == tag)
            }
        }
    }

    private static func token(_ server: RunningServer) async throws -> String {
        try #require(try await server.tokenCall(id: id, secret: "demo-secret").text("access_token"))
    }
}
