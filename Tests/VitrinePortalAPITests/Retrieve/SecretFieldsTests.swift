import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 2: `x-secret-fields-set` tells set from unset, and the members are left out.
struct SecretFieldsTests {
    private static let configuration = "/definition/offer/microsoft-azure-marketplace.crmLeadConfiguration"

    @Test func `without secrets there is no such header`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(answer.headers[.secretFieldsSet] == nil)
            #expect(try await portal.get(.offer).headers[.secretFieldsSet] == nil)
        }
    }

    @Test func `pointers lead to where the members would stand, in order, on every answer`() async throws {
        try await Portal.with { portal in
            let members = """
                "microsoft-azure-marketplace.crmLeadConfiguration":{"userName":"jo","password":"p","applicationKey":"k"},\
                \(OfferBody.table("c"))
                """
            let put = try await portal.put(.offer, OfferBody.offer(members))
            try await portal.fixture.publish("vm", into: .preview)
            let fields = ["\(Self.configuration)/applicationKey", "\(Self.configuration)/password", tablePointer]
            #expect(put.secretFields == fields)
            for path in ["", "/versions/1", "/slot/preview", "/slot/draft"] {
                let answer = try await portal.get(.offer + path)
                #expect(answer.secretFields == fields, "\(path)")
                #expect(answer.text.contains(#""microsoft-azure-marketplace.crmLeadConfiguration":{"userName":"jo"}"#))
                #expect(answer.text.contains(#""microsoft-azure-marketplace.tableLeadConfiguration":{}"#))
            }
        }
    }

    @Test func `pointers of plans are by position, and are fit for a header`() async throws {
        try await Portal.with { portal in
            let body = OfferBody.plans(
                #"{"planId":"a"}"#,
                #"{"planId":"b","diskGenerations":[{"planId":"b-gen2"}]}"#
            )
            _ = try await portal.put(.offer, body)
            let odd = OfferBody.offer(
                #""microsoft-azure-corevm.tableLeadConfiguration":{"ü, ~/%":"1","\n":"2","\u0000":"3"}"#,
                type: OfferBody.coreVirtualMachine
            )
            let answer = try await portal.put(.offers + "/odd", odd)
            let place = "/definition/offer/microsoft-azure-corevm.tableLeadConfiguration"
            #expect(answer.status == 200)
            #expect(answer.secretFields == ["\(place)/%00", "\(place)/%0A", "\(place)/%C3%BC%2C%20~0~1%25"])
        }
    }

    @Test func `a secret that was cleared is not in the list`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("c")))
            #expect(try await portal.put(.offer, OfferBody.offer(OfferBody.table(""))).secretFields == [])
            #expect(try await portal.get(.offer).secretFields == [])
        }
    }
}
