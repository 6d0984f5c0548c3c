import HTTPTypes
import Testing
import VitrineCore
import VitrineTestKit

/// Contract, section 2, 304: `If-None-Match` names the current tag, by weak comparison, lists and `*`.
struct NotModifiedTests {
    static let headers: [@Sendable (String) -> String] = [
        { $0 }, { String($0.dropFirst(2)) }, { "\($0), W/\"x\"" }, { "\"a,b\" ,W/\"x\",\($0)" }, { "\t\($0) " },
        { $0.replacing("%3A", with: "%3a") }, { $0.replacing("%3A", with: ":") }, { _ in "*" }, { _ in " * " },
    ]

    @Test(arguments: headers.indices)
    func `a header that names the current tag is answered with 304`(index: Int) async throws {
        try await Portal.with { portal in
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            for path in ["", "/versions/1", "/slot/draft"] {
                let answer = try await portal.get(
                    .offer + path,
                    as: .role(.reader),
                    [.ifNoneMatch: Self.headers[index](tag)]
                )
                #expect(answer.status == 304)
                #expect(answer.body == [])
                #expect(answer.eTag == tag)
                #expect(answer.headers[.contentLength] == nil)
                #expect(answer.headers[.contentType] == nil)
            }
        }
    }

    @Test(arguments: [
        "", ",", "W/\"datetime'2024-05-01T09%3A59%3A59.0000000Z'\"", "W/\"datetime'2024-05-01T10%3A00%3A00.0000001Z'\"",
        "\"*\"", "W/\"x\"", "x", "datetime'2024-05-01T10%3A00%3A00.0000000Z'",
        "\"datetime'2024-05-01T10%3A00%3A00.0000000Z'",
        "w/\"datetime'2024-05-01T10%3A00%3A00.0000000Z'\"",
    ])
    func `a header that doesn't name it is answered in full`(header: String) async throws {
        try await Portal.with { portal in
            let put = try await portal.put(.offer, OfferBody.titled("A"))
            let answer = try await portal.get(.offer, as: .role(.reader), [.ifNoneMatch: header])
            #expect(answer.status == 200)
            #expect(answer.body == put.body)
        }
    }

    @Test func `no tag hides a new status, a new version or a new content`() async throws {
        try await Portal.with { portal in
            var tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            let paths = ["", "/versions/1", "/slot/draft"]
            let changes: [@Sendable () async throws -> Void] = [
                { try await portal.fixture.setStatus(.running, of: "vm") },
                { try await portal.fixture.publish("vm", into: .preview) },
                { try await portal.fixture.publish("vm", into: .production) },
            ]
            for change in changes {
                try await change()
                for path in paths {
                    let answer = try await portal.get(.offer + path, as: .role(.reader), [.ifNoneMatch: tag])
                    #expect(answer.status == 200, "\(path)")
                }
                tag = try #require(try await portal.get(.offer).eTag)
            }
        }
    }

    @Test func `a slot that is filled anew has a new tag, even with a version of the same content`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            try await portal.fixture.publish("vm", into: .preview)
            let tag = try #require(try await portal.get(.offer + "/slot/preview").eTag)
            try await portal.fixture.publish("vm", into: .preview)
            let answer = try await portal.get(.offer + "/slot/preview", as: .role(.reader), [.ifNoneMatch: tag])
            #expect(answer.status == 200)
        }
    }

    @Test func `an outsider gets 403, not 304`() async throws {
        try await Portal.with { portal in
            let tag = try #require(try await portal.put(.offer, OfferBody.titled("A")).eTag)
            for header in [tag, "*"] {
                let answer = try await portal.get(.offer, as: .stranger, [.ifNoneMatch: header])
                try expect(answer, refused: .forbidden)
            }
        }
    }

    @Test func `nothing that is missing is 304`() async throws {
        try await Portal.with { portal in
            try expect(try await portal.get(.offer, as: .role(.reader), [.ifNoneMatch: "*"]), refused: .offerNotFound)
        }
    }
}
