import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// Contract, section 2: the response, member by member and to the byte.
struct RetrieveGoldenTests {
    private static let body = """
        {
          "publisherId": "contoso", "id": "vm", "offerTypeId": "microsoft-azure-virtualmachines",
          "offerTypeVersions": {"microsoft-azure-virtualmachines": 87},
          "definition": {
            "displayText": "Contoso \\u0056M",
            "offer": {"microsoft-azure-marketplace.tableLeadConfiguration": {"connectionString": "s3cret"}},
            "plans": [ {"planId": "basic", "price": 1.0} ]
          }
        }
        """

    private static let definition = """
        {
            "displayText": "Contoso \\u0056M",
            "offer": {"microsoft-azure-marketplace.tableLeadConfiguration": {}},
            "plans": [ {"planId": "basic", "price": 1.0} ]
          }
        """

    @Test func `a draft that was never published`() async throws {
        try await Portal.with { portal in
            let put = try await portal.put(.offer, Self.body)
            let get = try await portal.get(.offer)
            for answer in [put, get] {
                #expect(answer.status == 200)
                #expect(
                    answer.text == Self.golden("neverPublished", version: 1, changed: "2024-05-01T10:00:00.0000000Z")
                )
                #expect(answer.eTag == "W/\"datetime'2024-05-01T10%3A00%3A00.0000000Z'\"")
                #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
                #expect(answer.headers[.contentLength] == String(answer.body.count))
                #expect(answer.secretFields == [tablePointer])
                #expect(GUID(answer.headers[.offerGUID] ?? "") != nil)
            }
        }
    }

    @Test func `each slot and each version after two publishes`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            portal.clock.advance(seconds: 1)
            try await portal.fixture.publish("vm", into: .production)
            portal.clock.advance(seconds: 1)
            try await portal.fixture.publish("vm", into: .preview)
            let status = "waitingForPublisherReview"
            let times = [
                "2024-05-01T10:00:00.0000000Z", "2024-05-01T10:00:01.0000000Z", "2024-05-01T10:00:02.0000000Z",
            ]
            for (path, version) in [
                ("/versions/1", 1), ("/slot/production", 1), ("/versions/2", 2), ("/slot/preview", 2),
                ("/versions/3", 3),
                ("/slot/draft", 3), ("", 3),
            ] {
                let answer = try await portal.get(.offer + path)
                #expect(answer.text == Self.golden(status, version: version, changed: times[version - 1]), "\(path)")
                // The newest change of what is shown is the status, which came with the second publish.
                #expect(answer.eTag == "W/\"datetime'2024-05-01T10%3A00%3A02.0000002Z'\"", "\(path)")
                #expect(answer.secretFields == [tablePointer], "\(path)")
            }
        }
    }

    @Test(arguments: OfferStatus.allCases)
    func `the status is the offer's, in lower camel case`(status: OfferStatus) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.fixture.setStatus(status, of: "vm")
            #expect(try await portal.get(.offer).member("status") == "\"\(status.rawValue)\"")
        }
    }

    @Test(arguments: MigrationStatus.allCases)
    func `the migration status is the publisher's`(migration: MigrationStatus) async throws {
        try await Portal.with { portal in
            let id = PublisherID(stored: "adatum")
            try await portal.fixture.served.installation.access.add(
                Publisher(id: id, name: "Adatum", migration: migration)
            )
            let owner = Caller.token(try await portal.fixture.token(.owner, in: id))
            let answer = try await portal.put("/api/publishers/adatum/offers/vm", OfferBody.titled("A"), as: owner)
            #expect(try answer.member("pcMigrationStatus") == "\"\(migration.rawValue)\"")
        }
    }

    private static func golden(_ status: String, version: Int, changed: String) -> String {
        """
        {"offerTypeId":"microsoft-azure-virtualmachines","publisherId":"contoso","status":"\(status)",\
        "pcMigrationStatus":"migrated","isvUpgradeRequest":false,"id":"vm","version":\(version),\
        "definition":\(definition),"changedTime":"\(changed)"}
        """
    }
}
