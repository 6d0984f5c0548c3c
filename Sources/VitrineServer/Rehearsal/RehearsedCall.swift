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
    /// The client id of whoever sent it. What somebody calls so and isn't one is nobody's.
    func caller(of call: RehearsedCall) async -> String? {
        if let id = call.clientID { return GUID(id)?.description }
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
