import ExactJSON
import HTTPTypes
import Testing
import VitrineCore

/// Contract, section 3: what is beside the definition in the body of a PUT.
struct EnvelopeTests {
    static let ignored = [
        #""eTag":"W/\"datetime'2000-01-01T00%3A00%3A00.0000000Z'\"","#, #""Etag":7,"#, #""etag":{"a":[]},"#,
        #""version":0,"#,
        #""version":"latest","#, #""version":-9223372036854775808,"#, #""version":1e400,"#, #""status":"succeeded","#,
        #""status":null,"#, #""status":[],"#, #""changedTime":"0001-01-01T00:00:00","#, #""changedTime":"not a time","#,
        #""changedTime":0,"#, #""pcMigrationStatus":"none","#, #""pcMigrationStatus":{},"#,
        #""isvUpgradeRequest":true,"#,
        #""pcRedirectUri":"https://x.example","#, #""offerTypeVersions":{"microsoft-azure-virtualmachines":87},"#,
        #""offerTypeVersions":{"microsoft-azure-virtualmachines":999999999999999999999},"#,
        #""offerTypeVersions":null,"#,
        #""offerTypeVersions":"none","#, #""unknown":{"deep":[1,2,{"a":null}]},"#, #""id":null,"publisherId":null,"#,
        #""id":"VM","publisherId":"CONTOSO","#, #""Definition":1,"#,
    ]

    @Test(arguments: ignored)
    func `members that a client can't set are accepted and ignored`(members: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offers + "/plain", OfferBody.with(definition: "{}"))
            let created = try await portal.put(.offer, OfferBody.with(definition: "{}", beside: members))
            let replaced = try await portal.put(.offer, OfferBody.with(definition: #"{"a":1}"#, beside: members))
            let plain = try await portal.get(.offers + "/plain").text.replacing(
                "\"id\":\"plain\"",
                with: "\"id\":\"vm\""
            )
            #expect(created.status == 200)
            #expect(created.text == plain)
            #expect(replaced.status == 200)
            #expect(try replaced.member("version") == "1")
            #expect(try replaced.member("status") == "\"neverPublished\"")
            #expect(try replaced.member("pcMigrationStatus") == "\"migrated\"")
            #expect(try replaced.member("changedTime") == "\"2024-05-01T10:00:00.0000001Z\"")
            let names = try replaced.json.members.map(\.name)
            #expect(
                names == [
                    "offerTypeId", "publisherId", "status", "pcMigrationStatus", "isvUpgradeRequest", "id", "version",
                    "definition", "changedTime",
                ]
            )
        }
    }

    @Test(arguments: [
        (#""publisherId":"fabrikam","#, "/publisherId"), (#""publisherId":"","#, "/publisherId"),
        (#""publisherId":7,"#, "/publisherId"), (#""id":"other","#, "/id"), (#""id":"","#, "/id"),
        (#""id":[],"#, "/id"),
        (#""id":"00000000-0000-0000-0000-000000000000","#, "/id"),
    ])
    func `a publisher or an id that differs from the path is refused`(members: String, target: String) async throws {
        try await Portal.with { portal in
            let creating = try await portal.put(.offer, OfferBody.with(definition: "{}", beside: members))
            try expect(creating, refused: .badRequest)
            #expect(try creating.target == target)
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let replacing = try await portal.put(.offer, OfferBody.with(definition: "{}", beside: members))
            try expect(replacing, refused: .badRequest)
            #expect(try replacing.target == target)
            #expect(try await portal.get(.offer).definition?.contains("\"A\"") == true)
        }
    }

    @Test func `the type can be left out of a change, but not changed`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let without = try await portal.put(.offer, OfferBody.with(definition: #"{"a":1}"#, type: nil))
            #expect(without.status == 200)
            #expect(try without.member("offerTypeId") == "\"\(OfferBody.virtualMachine)\"")
            for type in [OfferBody.coreVirtualMachine, "microsoft-azure-toasters"] {
                let answer = try await portal.put(.offer, OfferBody.with(definition: "{}", type: type))
                try expect(answer, refused: .badRequest)
                #expect(try answer.target == "/offerTypeId")
            }
            #expect(try await portal.get(.offer).body == without.body)
        }
    }

    @Test func `a client may send back all that GET returned`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("c")))
            for path in ["", "/versions/1", "/slot/draft"] {
                let get = try await portal.get(.offer + path)
                let put = try await portal.put(.offer, get.body, as: .role(.contributor), [.ifMatch: get.eTag ?? ""])
                #expect(put.status == 200)
                #expect(put.body == get.body)
                #expect(put.eTag == get.eTag)
            }
        }
    }
}
