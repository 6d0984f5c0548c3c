import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

@Suite("answers where the request arrives")
struct QuickAnswersTests {
    @Test func `a remembered read is answered in one piece, with the date and the server's name`() async throws {
        try await Desk.with { desk in
            try desk.send(desk.read)
            let text = try #require(try desk.answer())
            #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(text.contains("\r\nDate: Wed, 01 May 2024 10:00:00 GMT\r\nServer: vitrine\r\n\r\n{"))
            #expect(text.hasSuffix("}"))
            #expect(try desk.passedOn() == 0)
        }
    }

    @Test func `pipelined reads are answered in a row`() async throws {
        try await Desk.with { desk in
            try desk.send(desk.read, desk.read, desk.read)
            let text = try #require(try desk.answer())
            #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
            #expect(try desk.passedOn() == 0)
        }
    }

    @Test func `a read that isn't remembered goes on`() async throws {
        try await Desk.with { desk in
            try desk.send(desk.head("/elsewhere"))
            #expect(try desk.answer() == nil)
            #expect(try desk.passedOn() == 1)
        }
    }

    @Test func `a remembered read waits behind a request that isn't answered yet`() async throws {
        try await Desk.with { desk in
            try desk.send(desk.head("/elsewhere"), desk.read)
            #expect(try desk.answer() == nil)
            #expect(try desk.passedOn() == 2)
            for _ in 0..<2 { try desk.answerPassedOn() }
            _ = try desk.answer()
            try desk.send(desk.read)
            #expect(try desk.answer() != nil)
            #expect(try desk.passedOn() == 0)
        }
    }

    @Test func `a client that doesn't read gets no more from memory`() async throws {
        try await Desk.with { desk in
            desk.channel.isWritable = false
            try desk.send(desk.read)
            #expect(try desk.answer() == nil)
            #expect(try desk.passedOn() == 1)
        }
    }

    @Test func `a connection that is closed for writing gets no answer`() async throws {
        try await Desk.with { desk in
            desk.channel.close(mode: .output, promise: nil)
            try desk.send(desk.read)
            #expect(try desk.answer() == nil)
        }
    }
}

/// One end of a connection to a portal that remembers one read.
private final class Desk {
    let channel: EmbeddedChannel
    let read: HTTPRequestHead

    static func with(_ work: @escaping @Sendable (Desk) throws -> Void) async throws {
        try await PortalFixture.with { fixture in
            let token = try await fixture.token(.owner)
            let target = "/api/publishers/contoso/offers/vm?api-version=2017-10-31"
            let body = #"{"offerTypeId":"microsoft-azure-virtualmachines","definition":{"displayText":"A"}}"#
            let headers: HTTPFields = [.authorization: "Bearer \(token)", .contentType: "application/json"]
            for method in [HTTPRequest.Method.put, .get] {
                let response = try await fixture.client.execute(
                    uri: target,
                    method: method,
                    headers: headers,
                    body: method == .put ? ByteBuffer(string: body) : nil
                )
                #expect(response.status == .ok)
            }
            try work(try Desk(fixture, target: target, token: token))
        }
    }

    private init(_ fixture: PortalFixture, target: String, token: String) throws {
        let headers: HTTPHeaders = ["host": "x", "authorization": "Bearer \(token)"]
        read = HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: headers)
        channel = EmbeddedChannel()
        let operations = channel.pipeline.syncOperations
        try operations.addHandlers(
            HTTPResponseEncoder(),
            QuickAnswers(reads: fixture.served.api.reads, date: DateField(clock: fixture.clock))
        )
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    deinit {
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    func head(_ path: String) -> HTTPRequestHead {
        HTTPRequestHead(version: .http1_1, method: .GET, uri: path, headers: read.headers)
    }

    /// Sends whole requests that arrive together.
    func send(_ heads: HTTPRequestHead...) throws {
        for head in heads {
            channel.pipeline.fireChannelRead(HTTPServerRequestPart.head(head))
            channel.pipeline.fireChannelRead(HTTPServerRequestPart.end(nil))
        }
        channel.pipeline.fireChannelReadComplete()
    }

    /// Everything that was sent since the last call; `nil` for nothing.
    func answer() throws -> String? {
        var text = ""
        while let data = try channel.readOutbound(as: IOData.self) {
            guard case .byteBuffer(let buffer) = data else { continue }
            text += String(buffer: buffer)
        }
        return text.isEmpty ? nil : text
    }

    /// How many requests went on since the last call.
    func passedOn() throws -> Int {
        var count = 0
        while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .head = part { count += 1 }
        }
        return count
    }

    /// Answers as the framework does.
    func answerPassedOn() throws {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "0"])
        try channel.writeOutbound(HTTPServerResponsePart.head(head))
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    }
}
