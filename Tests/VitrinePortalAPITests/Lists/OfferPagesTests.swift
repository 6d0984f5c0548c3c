import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineTestKit

/// Contract, section 3: `$top`, `$skiptoken` and `Link`.
struct OfferPagesTests {
    @Test(arguments: [1, 7, 24, 25, 26, 1_000])
    func `following the links gives every offer once, in order`(top: Int) async throws {
        try await Portal.with { portal in
            try await portal.fill(25)
            let pages = try await Self.walk(portal, from: Portal.versioned(.offers + "?$top=\(top)"))
            #expect(pages.flatMap { $0 } == Portal.ids(25))
            #expect(pages.dropLast().allSatisfy { $0.count == top })
            #expect(pages.count == (25 + top - 1) / top)
        }
    }

    @Test func `a page of a filtered list leads to the next of the same filter`() async throws {
        try await Portal.with { portal in
            try await portal.fill(25)
            let filter = "$filter=offerTypeId%20eq%20'\(OfferBody.coreVirtualMachine)'"
            let pages = try await Self.walk(portal, from: Portal.versioned(.offers + "?$top=4&\(filter)"))
            #expect(pages.map(\.count) == [4, 4, 1])
            let expected = Portal.ids(25).enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element)
            #expect(pages.flatMap { $0 } == expected)
        }
    }

    @Test func `a link is relative, has its version, and ends with the last page`() async throws {
        try await Portal.with { portal in
            try await portal.fill(3)
            let link = try #require(try await portal.get("/api/publishers/CONTOSO/offers?$top=2").headers[.link])
            #expect(link.hasPrefix("</api/publishers/contoso/offers?api-version=2017-10-31&%24top=2&%24skiptoken="))
            #expect(link.hasSuffix(">; rel=\"next\""))
            #expect(try await portal.get(.offers + "?$top=3").headers[.link] == nil)
            #expect(try await portal.get(.offers).headers[.link] == nil)
        }
    }

    @Test func `offers that come and go while pages are walked are no trouble`() async throws {
        try await Portal.with { portal in
            try await portal.fill(6)
            let first = try await portal.get(.offers + "?$top=3")
            let next = try Self.target(try #require(first.headers[.link]))
            // The offer that the page ended with goes, one before it comes.
            _ = try await portal.delete(.offers + "/o1002", as: .role(.owner), [.ifMatch: "*"])
            _ = try await portal.put(.offers + "/o0999", OfferBody.titled("Before"))
            let second = try await portal.send(.get, next, as: .role(.reader))
            #expect(try second.json.elements.map { $0["id"]?.string } == ["o1003", "o1004", "o1005"])
        }
    }

    @Test func `a token alone gives the rest`() async throws {
        try await Portal.with { portal in
            try await portal.fill(5)
            let link = try #require(try await portal.get(.offers + "?$top=2").headers[.link])
            let token = try #require(try Self.target(link).split(separator: "skiptoken=").last)
            let rest = try await portal.get(.offers + "?$skiptoken=\(token)")
            #expect(try rest.json.elements.map { $0["id"]?.string } == ["o1002", "o1003", "o1004"])
        }
    }

    @Test(arguments: ["0", "-1", "1001", "abc", "1.0", "1e2", "99999999999999999999", "", "%201"])
    func `a size that isn't 1 to 1000 is refused`(top: String) async throws {
        try await Portal.with { portal in
            try expect(try await portal.get(.offers + "?$top=\(top)"), refused: .badRequest)
        }
    }

    @Test(arguments: [
        "", "x", "k1", "k1zz", "k16", "k100", "k1ff", "k12f", "k12e2e", "K176", "k1%00",
        "k1" + String(repeating: "61", count: 256),
    ])
    func `a token that this server didn't give is refused`(token: String) async throws {
        try await Portal.with { portal in
            try expect(try await portal.get(.offers + "?$skiptoken=\(token)"), refused: .badRequest)
        }
    }

    private static func walk(_ portal: Portal, from target: String) async throws -> [[String]] {
        var pages: [[String]] = []
        var next: String? = target
        while let target = next, pages.count < 100 {
            let answer = try await portal.send(.get, target, as: .role(.reader))
            try #require(answer.status == 200)
            pages.append(try answer.json.elements.compactMap { $0["id"]?.string })
            next = try answer.headers[.link].map(Self.target)
        }
        return pages
    }

    /// The target of a `Link` header's value.
    private static func target(_ link: String) throws -> String {
        let end = try #require(link.firstIndex(of: ">"))
        return String(link[..<end].dropFirst())
    }
}
