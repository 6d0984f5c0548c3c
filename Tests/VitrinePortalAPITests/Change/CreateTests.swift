import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI

/// Contract, sections 3 and 9: status and headers of a PUT that creates.
struct CreateTests {
    @Test func `the deployed profile answers 200, without Location`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(answer.status == 200)
            #expect(answer.headers[.location] == nil)
        }
    }

    @Test func `the documented profile answers 201 with a Location that leads to the offer`() async throws {
        try await Portal.with(settings: ["server.profile": "documented"]) { portal in
            let answer = try await portal.put("/api/publishers/CONTOSO/offers/Vm", OfferBody.titled("A"))
            #expect(answer.status == 201)
            let location = try #require(answer.headers[.location])
            #expect(location == "/api/publishers/contoso/offers/Vm?api-version=2017-10-31")
            let get = try await portal.send(.get, location, as: .role(.reader))
            #expect(get.body == answer.body)
            let replaced = try await portal.put(.offer, OfferBody.titled("B"), as: .role(.owner), [.ifMatch: "*"])
            #expect(replaced.status == 200)
            #expect(replaced.headers[.location] == nil)
        }
    }

    @Test(arguments: ["deployed", "documented"])
    func `the answer is what a GET gives, with its tag`(profile: String) async throws {
        try await Portal.with(settings: ["server.profile": profile]) { portal in
            for title in ["A", "B"] {
                let put = try await portal.put(.offer, OfferBody.titled(title), as: .role(.owner), [.ifMatch: "*"])
                let get = try await portal.get(.offer)
                #expect(put.body == get.body)
                #expect(put.eTag == get.eTag)
                #expect(put.headers[.offerGUID] == get.headers[.offerGUID])
                #expect(put.headers[.contentType] == get.headers[.contentType])
            }
        }
    }

    @Test func `a new offer needs a type that is known`() async throws {
        try await Portal.with { portal in
            for body in [
                OfferBody.with(definition: "{}", type: nil),
                OfferBody.with(definition: "{}", type: "microsoft-azure-toasters"),
                OfferBody.with(definition: "{}", type: "Microsoft-Azure-VirtualMachines"),
                OfferBody.with(definition: "{}", type: ""), #"{"offerTypeId":null,"definition":{}}"#,
                #"{"offerTypeId":7,"definition":{}}"#,
                #"{"offerTypeId":["microsoft-azure-virtualmachines"],"definition":{}}"#,
            ] {
                let answer = try await portal.put(.offer, body)
                try expect(answer, refused: .badRequest, "\(body)")
                #expect(try answer.target == "/offerTypeId", "\(body)")
            }
            #expect(try await portal.get(.offers).text == "[]")
        }
    }

    @Test(arguments: [
        ("{}", "/definition"), (#"{"definition":[]}"#, "/definition"), (#"{"definition":"x"}"#, "/definition"),
        (#"{"definition":null}"#, "/definition"), (#"{"definition":{"offer":[]}}"#, "/definition/offer"),
        (#"{"definition":{"plans":{}}}"#, "/definition/plans"),
        (#"{"definition":{"plans":[{},1]}}"#, "/definition/plans/1"),
    ])
    func `a definition of another shape is refused, and the target says where`(body: String, target: String)
        async throws
    {
        try await Portal.with { portal in
            let type = #"{"offerTypeId":"microsoft-azure-virtualmachines""#
            let answer = try await portal.put(.offer, body == "{}" ? type + "}" : type + "," + body.dropFirst())
            try expect(answer, refused: .badRequest)
            #expect(try answer.target == target)
        }
    }
}
