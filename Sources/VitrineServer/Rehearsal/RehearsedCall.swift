import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineCore
import VitrinePortalAPI
import VitrineRehearsal

import struct Foundation.Data

/// A request whose body is here.
struct RehearsedCall: Sendable {
    let request: Request
    let body: [UInt8]

    /// When it came, by the clock on the wall.
    let time: Timestamp
    let started: ContinuousClock.Instant

    var method: String { request.method.rawValue }

    /// Path and query as they came.
    var target: String { request.head.path ?? "" }

    /// The request as a journal keeps it.
    var shown: Exchange.Request {
        Exchange.Request(
            method: method,
            host: request.head.authority ?? "",
            target: target,
            headers: request.headers.map { HeaderField($0.name.rawName, $0.value) },
            body: body
        )
    }

    /// The token that it brings.
    var token: String? { request.bearerToken }

    /// The application that asks for a token with it.
    var clientID: String? {
        guard CallRoute(method: method, target: target).kind == .token else { return nil }
        return FormFields.parse(body)?["client_id"] ?? basicUser
    }

    private var basicUser: String? {
        guard let value = request.headers[.authorization], String(value.prefix(6)).asciiFolded == "basic ",
            let data = Data(base64Encoded: String(value.dropFirst(6)))
        else { return nil }
        return String(decoding: data.prefix { $0 != 0x3A }, as: UTF8.self)
    }
}

extension Rehearsal {
    /// The client id of whoever sent it.
    func caller(of call: RehearsedCall) async -> String? {
        if let id = call.clientID { return id.asciiFolded }
        return await caller(withToken: call.token)
    }
}

/// A request's body, as far as it is read here.
struct ReceivedBody: Sendable {
    /// What has arrived, no more than one piece over the limit.
    let bytes: [UInt8]

    /// The same for who reads it next, with what went wrong on the way at its end.
    let again: RequestBody

    init(_ body: RequestBody, upTo limit: Int) async {
        var buffer = ByteBuffer()
        var failure: (any Error)?
        do {
            for try await part in body {
                buffer.writeImmutableBuffer(part)
                if buffer.readableBytes > limit { break }
            }
        } catch {
            failure = error
        }
        bytes = Array(buffer: buffer)
        let (arrived, broken) = (buffer, failure)
        again =
            broken == nil
            ? RequestBody(buffer: arrived)
            : RequestBody(
                asyncSequence: AsyncThrowingStream<ByteBuffer, any Error> { continuation in
                    continuation.yield(arrived)
                    continuation.finish(throwing: broken)
                }
            )
    }
}

/// An answer whose body is here, unless it is too large to be held.
struct CollectedAnswer: Sendable {
    private let response: Response

    /// As a journal keeps it.
    let shown: Exchange.Answer

    /// Longest body that is held.
    private static let mostBytes = 16 << 20

    init(_ response: Response, to method: HTTPRequest.Method) async throws {
        // An answer to HEAD has a length and no body.
        let isHeld = method != .head && (response.body.contentLength.map { $0 <= Self.mostBytes } ?? false)
        let body = isHeld ? try await response.body.collected() : ByteBuffer()
        self.response =
            isHeld
            ? Response(status: response.status, headers: response.headers, body: ResponseBody(byteBuffer: body))
            : response
        shown = Exchange.Answer(
            status: Int(response.status.code),
            headers: response.headers.map { HeaderField($0.name.rawName, $0.value) },
            body: Array(buffer: body)
        )
    }

    /// The answer, cut off after so many bytes of its body by closing the connection.
    func response(truncatedAfter count: Int?, closing channel: any Channel) -> Response {
        guard let count, let length = response.body.contentLength, length > count else { return response }
        let whole = response.body
        return Response(
            status: response.status,
            headers: response.headers,
            body: ResponseBody(contentLength: length) { writer in
                let bytes = try await whole.collected()
                try await writer.write(bytes.getSlice(at: bytes.readerIndex, length: count) ?? ByteBuffer())
                try? await channel.close()
                throw CutOff()
            }
        )
    }

    private struct CutOff: Error {}
}

extension ResponseBody {
    /// All of it.
    fileprivate func collected() async throws -> ByteBuffer {
        let writer = CollectingWriter()
        try await write(writer)
        return await writer.collection.bytes
    }
}

private struct CollectingWriter: ResponseBodyWriter {
    actor Collection {
        private(set) var bytes = ByteBuffer()

        func add(_ part: ByteBuffer) { bytes.writeImmutableBuffer(part) }
    }

    let collection = Collection()

    func write(_ buffer: ByteBuffer) async throws { await collection.add(buffer) }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
