import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 3: the list of a publisher's offers.
struct OfferListTests {
    @Test func `a list without offers is an empty array`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get(.offers)
            #expect(answer.status == 200)
            #expect(answer.text == "[]")
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
        }
    }

    @Test func `summaries are to the byte the representation with the definition cut to its title, ordered by id`()
        async throws
    {
        try await Portal.with { portal in
            let core = OfferBody.with(
                definition: #"{"displayText" : "Z\u00fcrich", "offer": {}}"#,
                type: OfferBody.coreVirtualMachine
            )
            for (id, body) in [("b", OfferBody.offer(OfferBody.table("c"))), ("C", core), ("a", OfferBody.titled("A"))]
            {
                _ = try await portal.put(.offers + "/" + id, body)
                portal.clock.advance(seconds: 1)
            }
            try await portal.fixture.publish("b", into: .preview)
            #expect(
                try await portal.get(.offers).text == #"""
                    [{"offerTypeId":"microsoft-azure-virtualmachines","publisherId":"contoso","status":"neverPublished",\#
                    "pcMigrationStatus":"migrated","isvUpgradeRequest":false,"id":"a","version":1,\#
                    "definition":{"displayText":"A"},"changedTime":"2024-05-01T10:00:02.0000000Z"},\#
                    {"offerTypeId":"microsoft-azure-virtualmachines","publisherId":"contoso",\#
                    "status":"waitingForPublisherReview","pcMigrationStatus":"migrated","isvUpgradeRequest":false,"id":"b",\#
                    "version":2,"definition":{},"changedTime":"2024-05-01T10:00:03.0000000Z"},\#
                    {"offerTypeId":"microsoft-azure-corevm","publisherId":"contoso","status":"neverPublished",\#
                    "pcMigrationStatus":"migrated","isvUpgradeRequest":false,"id":"C","version":1,\#
                    "definition":{"displayText":"Z\u00fcrich"},"changedTime":"2024-05-01T10:00:01.0000000Z"}]
                    """#
            )
        }
    }

    @Test func `a title of any kind comes as it was sent`() async throws {
        try await Portal.with { portal in
            for (index, title) in ["null", "1.0", "[1, 2]", #"{"a": "b"}"#, "true"].enumerated() {
                _ = try await portal.put(
                    .offers + "/o\(index)",
                    OfferBody.with(definition: #"{"displayText":\#(title)}"#)
                )
                let row = try #require(try await portal.get(.offers).json[index]?["definition"]?["displayText"])
                #expect(String(decoding: row.text, as: UTF8.self) == title)
            }
        }
    }

    @Test func `a list has its own publisher's offers only`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let path = "/api/publishers/fabrikam/offers"
            _ = try await portal.put(path + "/theirs", OfferBody.titled("B"), as: .neighbour(.owner))
            #expect(try await portal.get(.offers).json.elements.map { $0["id"]?.string } == ["vm"])
            #expect(
                try await portal.get(path, as: .neighbour(.reader)).json.elements.map { $0["id"]?.string } == ["theirs"]
            )
        }
    }

    @Test func `a list of more offers than are read at a time is whole`() async throws {
        try await Portal.with { portal in
            try await portal.fill(401)
            let answer = try await portal.get(.offers)
            #expect(try answer.json.elements.map { $0["id"]?.string } == Portal.ids(401))
            #expect(answer.headers[.link] == nil)
            // Streamed: how long it gets isn't known when it begins.
            #expect(answer.headers[.contentLength] == nil)
            let head = try await portal.head(.offers)
            #expect(head.body == [])
            #expect(head.stableHeaders == answer.stableHeaders)
        }
    }

    @Test(arguments: [199, 200, 201])
    func `a list at the bound of what is read at a time is whole`(count: Int) async throws {
        try await Portal.with { portal in
            try await portal.fill(count)
            #expect(try await portal.get(.offers).json.elements.map { $0["id"]?.string } == Portal.ids(count))
        }
    }
}

extension Portal {
    /// Puts so many small offers, every third a core virtual machine.
    func fill(_ count: Int) async throws {
        for (index, id) in Self.ids(count).enumerated() {
            let type = index.isMultiple(of: 3) ? OfferBody.coreVirtualMachine : OfferBody.virtualMachine
            _ = try await put(.offers + "/" + id, OfferBody.with(definition: #"{"displayText":"\#(id)"}"#, type: type))
        }
    }

    /// Ids in their order.
    static func ids(_ count: Int) -> [String] { (1_000..<1_000 + count).map { "o\($0)" } }
}
