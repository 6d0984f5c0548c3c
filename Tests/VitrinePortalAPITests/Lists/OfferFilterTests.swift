import ExactJSON
import HTTPTypes
import Testing
import VitrineCore

/// Contract, section 3: `$filter`.
struct OfferFilterTests {
    @Test(arguments: [
        "$filter=offerTypeId%20eq%20'microsoft-azure-corevm'",
        "%24filter=offerTypeId%20eq%20%27microsoft-azure-corevm%27",
        "$filter=offerTypeId+eq+'microsoft-azure-corevm'", "$filter=offerTypeId eq 'microsoft-azure-corevm'",
        "$filter=%20offerTypeId%20%20eq%20'microsoft-azure-corevm'%20",
        "%24%66ilter=offerTypeId+eq+%27microsoft-azure-corevm%27",
    ])
    func `the filter that deployed clients send, raw and encoded`(query: String) async throws {
        try await Portal.with { portal in
            try await portal.fill(4)
            let answer = try await portal.get(.offers + "?" + query)
            #expect(answer.status == 200)
            #expect(try answer.json.elements.map { $0["id"]?.string } == ["o1000", "o1003"])
        }
    }

    @Test func `a type without offers gives none`() async throws {
        try await Portal.with { portal in
            try await portal.fill(1)
            for type in [OfferBody.virtualMachine, "microsoft-azure-toasters", "MICROSOFT-AZURE-COREVM"] {
                #expect(try await portal.get(.offers + "?$filter=offerTypeId%20eq%20'\(type)'").text == "[]")
            }
            _ = try await portal.get(.offers)
        }
    }

    @Test(arguments: [
        "", "offerTypeId", "offerTypeId%20eq", "offerTypeId%20eq%20microsoft-azure-corevm", "offerTypeId%20ne%20'a'",
        "status%20eq%20'running'", "offerTypeId%20eq%20'a'%20or%20true", "offerTypeId%20eq%20'a'%20and%20id%20eq%20'b'",
        "not%20(offerTypeId%20eq%20'a')", "offerTypeId%20eq%20'a''b'", "offerTypeId%20eq%20''%20or%20''=''",
        "OfferTypeId%20eq%20'a'", "offerTypeId%20EQ%20'a'", "offerTypeId%20eq%20%22a%22", "startswith(id,'a')", "%00",
        "offerTypeId%09eq%09'a'", "offerTypeId%20eq%20'%27;DROP%20TABLE%20offer;--'", "offerTypeId%20eq%20'%25'",
    ])
    func `another filter is refused`(filter: String) async throws {
        try await Portal.with { portal in
            try await portal.fill(1)
            try expect(try await portal.get(.offers + "?$filter=" + filter), refused: .badRequest)
            #expect(try await portal.get(.offers).json.count == 1)
        }
    }
}
