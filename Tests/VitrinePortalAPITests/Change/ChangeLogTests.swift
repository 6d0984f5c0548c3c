import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Ours: who did what to an offer.
struct ChangeLogTests {
    private static let changes = String.offer + "/changes"
    private static let body = SampleOffer.body(offer: #""x.title":"T","#)
        .replacing(#""planId":"a","#, with: #""planId":"a","t":1,"#)

    @Test func `a PUT says which members changed, plans by their id`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            let edited = Self.body.replacing(#""T""#, with: #""U""#).replacing(#""t":1"#, with: #""t":2,"new":{}"#)
            let answer = try await portal.put(.offer, edited)
            let rows = try await portal.get(Self.changes).json.elements.map { $0 }
            #expect(rows.map { $0["action"]?.string } == ["replaced", "created"])
            #expect(
                rows.map(\.changedMembers) == [
                    [
                        "/definition/offer/x.title", "/definition/plans/planId=a/t", "/definition/plans/planId=a/new",
                    ],
                    [],
                ]
            )
            #expect(rows[0]["eTagAfter"]?.string == answer.eTag)
            #expect(rows[0]["eTagBefore"]?.string == rows[1]["eTagAfter"]?.string)
            #expect(rows[1]["eTagBefore"] == nil)
        }
    }

    @Test func `a PUT that changes nothing is no entry, nor is one that is refused`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            _ = try await portal.put(.offer, Self.body.replacing(",", with: " , "))
            _ = try await portal.put(.offer, "{")
            _ = try await portal.put(.offer, Self.body, [.ifMatch: "\"nonsense\""])
            #expect(try await portal.get(Self.changes).json.count == 1)
        }
    }

    @Test func `of a secret, the place is said and never the value`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("first-value")))
            _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("second-value")))
            let answer = try await portal.get(Self.changes)
            #expect(try answer.json[0]?.changedMembers == [tablePointer])
            #expect(!answer.text.contains("-value"))
        }
    }

    @Test func `more than a hundred members are cut, and that is said`() async throws {
        try await Portal.with { portal in
            func body(_ value: Int) -> String {
                OfferBody.offer((0..<150).map { "\"m\($0)\":\(value)" }.joined(separator: ","))
            }
            _ = try await portal.put(.offer, body(1))
            _ = try await portal.put(.offer, body(2))
            let entry = try #require(try await portal.get(Self.changes).json[0])
            #expect(entry.changedMembers.count == 100)
            #expect(entry["hasMoreChangedMembers"]?.kind == .true)
        }
    }

    @Test func `an offer's whole life is in it, each entry beginning where the one before ended`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try await portal.publishToProduction()
            _ = try await portal.put(.offer, Self.body.replacing(#""T""#, with: #""U""#))
            try await portal.publishToProduction()
            _ = try await portal.post(.offer + "/rollback", #"{"version":1}"#, as: .role(.owner))
            try await portal.fixture.work()
            try await portal.publish()
            _ = try await portal.post(.offer + "/cancel")
            try await portal.fixture.work()
            let rows = try await portal.get(Self.changes).json.elements.map { $0 }
            let publish = ["publishStarted 1", "previewReached 1", "goLiveStarted 1", "productionReached 1"]
            let second = publish.map { $0.replacing("1", with: "2") }
            let ends = [
                "rollbackStarted 1", "productionReached 1", "publishStarted 3", "cancelAsked 3", "operationCanceled 3",
            ]
            #expect(rows.map(\.actionAndVersion).reversed() == ["created 1"] + publish + ["replaced 2"] + second + ends)
            #expect(rows.compactMap { $0["number"]?.int64 } == Array((1...Int64(rows.count)).reversed()))
            for (later, earlier) in zip(rows, rows.dropFirst()) {
                #expect(later["eTagBefore"]?.string == earlier["eTagAfter"]?.string)
            }
            #expect(rows.first?["eTagAfter"]?.string == (try await portal.get(.offer)).eTag)
            let actors = Set(rows.compactMap { $0["actor"]?.string?.prefix { $0 != " " } })
            #expect(actors == ["application", "vitrine"])
        }
    }

    @Test func `who approved and who rejected is in it`() async throws {
        try await Portal.with(settings: ["publish.approver": "fabrikam"]) { portal in
            _ = try await portal.put(.offer, Self.body)
            for decision in ["approve", "reject"] {
                try await portal.publishToPreview()
                let approvals = "/api/publishers/fabrikam/approvals"
                let id = try await portal.get(approvals, as: .neighbour(.owner)).json[0]?["id"]?.string ?? ""
                _ = try await portal.post(
                    "\(approvals)/\(id)",
                    #"{"decision":"\#(decision)"}"#,
                    as: .neighbour(.owner)
                )
                try await portal.fixture.work()
            }
            let actions = try await portal.get(Self.changes).json.elements.compactMap { $0["action"]?.string }
            #expect(
                actions == [
                    "rejected", "publishStarted", "previewReached", "approved", "publishStarted", "created",
                ]
            )
        }
    }

    @Test func `it stays when the offer is deleted`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            #expect(try await portal.delete(.offer, [.ifMatch: "*"]).status == 204)
            let rows = try await portal.get(Self.changes).json.elements.map { $0 }
            #expect(rows.map { $0["action"]?.string } == ["deleted", "created"])
            #expect(rows[0]["eTagAfter"] == nil)
            _ = try await portal.put(.offer, Self.body)
            #expect(try await portal.get(Self.changes).json[0]?["number"]?.int64 == 3)
            try expect(try await portal.get(.offers + "/never/changes"), refused: .offerNotFound)
        }
    }

    @Test func `pages lead to one another until the first entry`() async throws {
        try await Portal.with { portal in
            for number in 0..<7 { _ = try await portal.put(.offer, OfferBody.titled("\(number)")) }
            var target: String? = Portal.versioned(Self.changes + "?$top=3")
            var pages: [[Int64]] = []
            while let next = target {
                let answer = try await portal.send(.get, next, as: .role(.reader))
                pages.append(try answer.json.elements.compactMap { $0["number"]?.int64 })
                target = answer.headers[.link]?.firstMatch(of: /<(.*)>; rel="next"/).map { String($0.1) }
            }
            #expect(pages == [[7, 6, 5], [4, 3, 2], [1]])
        }
    }

    @Test(arguments: ["$top=0", "$top=1001", "$top=x", "$skiptoken=x", "$skiptoken=0"])
    func `a page that there can't be is refused`(query: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, Self.body)
            try expect(try await portal.get("\(Self.changes)?\(query)"), refused: .badRequest)
        }
    }
}

extension JSONValue {
    fileprivate var changedMembers: [String] { self["changedMembers"]?.elements.compactMap(\.string) ?? [] }

    fileprivate var actionAndVersion: String { "\(self["action"]?.string ?? "") \(self["version"]?.int64 ?? 0)" }
}
