import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineServer
import VitrineTestKit

/// Contract, section 3: publishers.
struct PublisherTests {
    private static let contoso =
        #"{"id":"contoso","version":1,"definition":{"displayText":"Contoso","offerTypeCategories":[],"sellerId":""}}"#
    private static let adatum = #"""
        {"id":"Adatum","version":7,"definition":{"displayText":"A. Datum \"Corp\"","offerTypeCategories":["vm","app"],\#
        "sellerId":"42"}}
        """#

    @Test func `the list has the publishers in which the caller has a role, in order`() async throws {
        try await Portal.with { portal in
            let access = portal.fixture.served.installation.access
            let adatum = Publisher(
                id: PublisherID(stored: "Adatum"),
                name: "A. Datum \"Corp\"",
                offerTypeCategories: ["vm", "app"],
                sellerID: "42",
                version: 7
            )
            try await access.add(adatum)
            for role in Role.allCases {
                #expect(try await portal.get("/api/publishers", as: .role(role)).text == "[\(Self.contoso)]")
            }
            // The reader of contoso becomes a contributor of Adatum.
            let members = try await access.members(of: PortalFixture.contoso)
            let reader = try #require(members.first { $0.role == .reader })
            try await access.set(Member(publisher: adatum.id, kind: reader.kind, id: reader.id, role: .contributor))
            #expect(try await portal.get("/api/publishers").text == "[\(Self.adatum),\(Self.contoso)]")
            #expect(try await portal.get("/api/publishers/ADATUM").text == Self.adatum)
        }
    }

    @Test func `one publisher, to the byte`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("/api/publishers/contoso")
            #expect(answer.text == Self.contoso)
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
        }
    }

    @Test func `who has no role anywhere gets an empty list`() async throws {
        try await Portal.with { portal in
            let answer = try await portal.get("/api/publishers", as: .stranger)
            #expect(answer.status == 200)
            #expect(answer.text == "[]")
        }
    }

    @Test func `a role that is taken away counts from the next call on`() async throws {
        try await Portal.with { portal in
            let access = portal.fixture.served.installation.access
            #expect(try await portal.get(.offers).status == 200)
            for member in try await access.members(of: PortalFixture.contoso) where member.role == .reader {
                _ = try await access.removeMember(kind: member.kind, id: member.id, from: member.publisher)
            }
            try expect(try await portal.get(.offers), refused: .forbidden)
            #expect(try await portal.get("/api/publishers").text == "[]")
        }
    }
}
