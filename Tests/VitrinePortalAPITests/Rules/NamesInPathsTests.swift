import ExactJSON
import HTTPTypes
import Testing
import VitrineCore

/// Contract, section 1, "names in paths".
struct NamesInPathsTests {
    @Test func `names compare without case and come back as first created`() async throws {
        try await Portal.with { portal in
            let created = try await portal.put("/api/publishers/Contoso/offers/My-Offer_1", OfferBody.titled("A"))
            #expect(created.status == 200)
            for path in ["/api/publishers/CONTOSO/offers/MY-OFFER_1", "/api/publishers/contoso/offers/my-offer_1"] {
                for form in ["", "/versions/1", "/slot/DRAFT"] {
                    let answer = try await portal.get(path + form)
                    #expect(answer.body == created.body)
                }
            }
            #expect(try created.json["publisherId"]?.string == "contoso")
            #expect(try created.json["id"]?.string == "My-Offer_1")
            let replaced = try await portal.put("/api/publishers/CONTOSO/offers/MY-OFFER_1", OfferBody.titled("B"))
            #expect(try replaced.json["id"]?.string == "My-Offer_1")
            #expect(try await portal.get(.offers).json.count == 1)
            #expect(try await portal.get("/api/publishers/CONTOSO").json["id"]?.string == "contoso")
        }
    }

    @Test func `only ASCII letters compare without case`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offers + "/k", OfferBody.titled("A"))
            // The Kelvin sign, which other rules fold to k.
            try expect(try await portal.get(.offers + "/%E2%84%AA"), refused: .offerNotFound)
        }
    }

    @Test func `percent-decoding happens once`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(try await portal.get("/api/publishers/c%6Fntos%6f/offers/%76m/slot/%64raft").status == 200)
            // Decoded twice, these would be the offer and a slash.
            try expect(try await portal.get(.offers + "/%2576m"), refused: .offerNotFound)
            let answer = try await portal.get(.offers + "/a%252Fb")
            try expect(answer, refused: .offerNotFound)
            #expect(try answer.message?.contains("'a%2Fb'") == true)
        }
    }

    @Test func `a plus in a path is a plus`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get(.offers + "/a+b")
            try expect(answer, refused: .offerNotFound)
            #expect(try answer.message?.contains("'a+b'") == true)
        }
    }

    static let malformed = [
        "%2F", "a%2Fb", "%2f..", "..", ".", "%2E%2E", "%2e", "%00", "a%00b", "%0A", "%0D%0A", "%1F", "%7F", "%C2%80",
        "%5C",
        "%", "%2", "%zz", "a%", "%%32", "%FF", "%C0%AF", "%ED%A0%80", "", String(repeating: "a", count: 256),
    ]

    @Test(arguments: malformed)
    func `a malformed name is refused with 400, in every place of every route`(name: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            for place in Portal.places().keys {
                var places = Portal.places()
                places[place] = name
                let fine = try portal.routes()
                for (route, fine) in zip(try portal.routes(places), fine) where route.path != fine.path {
                    let answer = try await portal.walk(route)
                    // Nothing at all at the end of a path is the path without its last part.
                    let isShorter = name.isEmpty && route.path.hasSuffix("/")
                    #expect(answer.status == 400 || isShorter, "\(route): \(answer.text)")
                }
            }
            #expect(try await portal.get(.offers).json.count == 1)
        }
    }

    @Test(arguments: ["%zz", "a=%", "%", "$filter=%2", "x=%FF", "%C0%AF=1"])
    func `a broken query is refused with 400, on every route`(query: String) async throws {
        try await Portal.with { portal in
            for route in try portal.routes() where route.method == .get {
                let separator = route.target.contains("?") ? "&" : "?"
                let answer = try await portal.walk(route, target: route.target + separator + query)
                try expect(answer, refused: .badRequest, "\(route)")
            }
        }
    }

    @Test(arguments: [
        "-vm", "_vm", "vm-", "v.m", "v m", "v%20m", "v%C3%BCm", "a%2Cb", "%24", String(repeating: "a", count: 51),
    ])
    func `a name that a new offer can't have is refused with 400`(name: String) async throws {
        try await Portal.with { portal in
            try expect(try await portal.put(.offers + "/" + name, OfferBody.titled("A")), refused: .badRequest)
            #expect(try await portal.get(.offers).text == "[]")
        }
    }

    @Test(arguments: ["a", "0", "A-B_c", "a--b", "vm_", String(repeating: "a", count: 50)])
    func `a name that a new offer can have is taken`(name: String) async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offers + "/" + name, OfferBody.titled("A"))
            #expect(answer.status == 200)
            #expect(try answer.json["id"]?.string == name)
        }
    }
}
