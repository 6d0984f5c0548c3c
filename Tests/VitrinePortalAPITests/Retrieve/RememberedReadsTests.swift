import Foundation
import HTTPTypes
import InMemoryLogging
import Logging
import NIOCore
import NIOHTTP1
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// Answers that are given again without asking anything: the same as before, to the same caller, and never too long.
struct RememberedReadsTests {
    private static let paths = [String.offer, .offer + "/versions/1", .offer + "/slot/draft", .offer + "/slot/Draft"]

    @Test(arguments: paths)
    func `a read that was answered is answered again with the same head and body`(path: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            let first = try await portal.get(path)
            let again = try #require(portal.again(path))
            #expect(again.status == "HTTP/1.1 200 OK")
            #expect(again.body == first.body)
            var fields = first.headers
            fields[.correlationRequestID] = again.fields[.correlationRequestID]
            fields[.requestID] = again.fields[.requestID]
            #expect(again.fields.sorted == fields.sorted)
        }
    }

    @Test func `what was never answered isn't known, whoever asks`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            #expect(portal.again(.offer + "/versions/1") == nil)
            #expect(portal.again(.offer + "?x=1") == nil)
            for caller in [Caller.role(.owner), .neighbour(.reader), .stranger, .nobody, .token("x")] {
                #expect(portal.again(.offer, as: caller) == nil)
            }
            #expect(portal.again(.offer) != nil)
        }
    }

    @Test func `refusals and lists aren't remembered`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            for path in [.offer + "/versions/2", .offer + "/slot/production", .offer + "x", String.offers] {
                _ = try await portal.get(path)
                #expect(portal.again(path) == nil)
            }
            _ = try await portal.get(.offer, as: .neighbour(.owner))
            #expect(portal.again(.offer, as: .neighbour(.owner)) == nil)
        }
    }

    /// What a request says beyond its target and its token.
    @Test(arguments: [
        ("if-none-match", "*"), ("If-None-Match", "W/\"x\""), ("content-length", "1"), ("Transfer-Encoding", "chunked"),
        ("expect", "100-continue"), ("connection", "close"), ("authorization", "Bearer x"),
    ])
    func `a read that asks for more is not answered from memory`(name: String, value: String) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            #expect(portal.again(.offer, [(name, value)]) == nil)
            #expect(portal.again(.offer, [("accept", "*/*"), ("x-anything", "1")]) != nil)
        }
    }

    @Test(arguments: [HTTPMethod.HEAD, .PUT, .DELETE, .POST])
    func `other methods are not answered from memory`(method: HTTPMethod) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            #expect(portal.again(.offer, method: method) == nil)
            #expect(portal.again(.offer, version: .http1_0) == nil)
        }
    }

    /// Each is a change that an answer must not outlive.
    enum Change: CaseIterable {
        case sameOffer, otherOffer, member, publisher, deletion
    }

    @Test(arguments: Change.allCases)
    func `no answer outlives a change of the store`(change: Change) async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            #expect(portal.again(.offer) != nil)
            let access = portal.fixture.served.installation.access
            switch change {
            case .sameOffer: _ = try await portal.put(.offer, OfferBody.titled("B"))
            case .otherOffer: _ = try await portal.put(.offers + "/other", OfferBody.titled("B"))
            case .deletion:
                let deleted = try await portal.delete(.offer, as: .role(.owner), [.ifMatch: "*"])
                #expect(deleted.status == 204)
            case .publisher: try await access.add(Publisher(id: PublisherID(stored: "new"), name: "New"))
            case .member:
                for member in try await access.members(of: PortalFixture.contoso) where member.role == .reader {
                    _ = try await access.removeMember(kind: member.kind, id: member.id, from: PortalFixture.contoso)
                }
            }
            #expect(portal.again(.offer) == nil)
            let answer = try await portal.get(.offer)
            #expect(answer.status == (change == .member ? 403 : change == .deletion ? 404 : 200))
        }
    }

    @Test func `no answer outlives its token`() async throws {
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            portal.clock.advance(seconds: 3_599)
            #expect(portal.again(.offer) != nil)
            portal.clock.advance(seconds: 1)
            #expect(portal.again(.offer) == nil)
            #expect(try await portal.get(.offer).status == 401)
        }
    }

    @Test func `ids are the request's own, and the client's are given back`() async throws {
        let given = "6F9619FF-8B86-D011-B42D-00CF4FC964FF"
        try await Portal.with { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            let first = try #require(portal.again(.offer)), second = try #require(portal.again(.offer))
            #expect(first.fields[.requestID] != second.fields[.requestID])
            #expect(first.fields[.correlationRequestID] == first.fields[.requestID])
            for name in ["X-MS-Correlation-Request-Id", "x-ms-client-request-id"] {
                #expect(portal.again(.offer, [(name, given)])?.fields[.correlationRequestID] == given)
            }
            let smuggled = try #require(portal.again(.offer, [("x-ms-correlation-request-id", "a\r\nx: y")]))
            #expect(smuggled.fields[.correlationRequestID] == smuggled.fields[.requestID])
        }
    }

    @Test func `each is logged like any other request`() async throws {
        let handler = InMemoryLogHandler()
        try await Portal.with(logger: Logger(label: "test", factory: { _ in handler })) { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            _ = try await portal.get(.offer)
            let again = try #require(portal.again(.offer))
            let line = try #require(handler.entries.last)
            #expect(line.message == "request answered")
            #expect(line.metadata["http.path"]?.description == .offer)
            #expect(line.metadata["http.status"]?.description == "200")
            #expect(line.metadata["request.id"]?.description == again.fields[.requestID])
        }
    }

    @Test func `with no memory given nothing is remembered`() async throws {
        try await Portal.with(settings: ["cache.bytes": "0"]) { portal in
            _ = try await portal.put(.offer, OfferBody.titled("A"))
            #expect(try await portal.get(.offer).status == 200)
            #expect(portal.again(.offer) == nil)
        }
    }
}

/// An answer from memory, taken apart.
private struct AnswerAgain {
    let status: String
    let fields: HTTPFields
    let body: [UInt8]

    init(_ answer: RememberedReads.Answer) throws {
        let lines = String(buffer: answer.head).components(separatedBy: "\r\n")
        status = lines[0]
        var fields: HTTPFields = [:]
        for line in lines.dropFirst().dropLast() {
            let colon = try #require(line.firstRange(of: ": "))
            fields[try #require(HTTPField.Name(String(line[..<colon.lowerBound])))] = String(line[colon.upperBound...])
        }
        self.fields = fields
        body = Array(answer.body.readableBytesView)
    }
}

extension HTTPFields {
    fileprivate var sorted: [String] { map { "\($0.name.rawName): \($0.value)" }.sorted() }
}

extension Portal {
    /// The answer from memory to a GET that comes again.
    fileprivate func again(
        _ path: String,
        as caller: Caller = .role(.reader),
        method: HTTPMethod = .GET,
        version: HTTPVersion = .http1_1,
        _ more: [(String, String)] = []
    ) -> AnswerAgain? {
        var headers: HTTPHeaders = ["host": "x"]
        if let token = token(caller) { headers.add(name: "Authorization", value: "Bearer \(token)") }
        headers.add(contentsOf: more)
        let head = HTTPRequestHead(version: version, method: method, uri: Self.versioned(path), headers: headers)
        return fixture.served.api.reads.answer(to: head).flatMap { try? AnswerAgain($0) }
    }

    fileprivate func again(_ path: String, _ more: [(String, String)]) -> AnswerAgain? {
        again(path, as: .role(.reader), more)
    }
}
