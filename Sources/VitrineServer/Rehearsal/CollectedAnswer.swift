import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineRehearsal

/// An answer whose body is here; one that is made while it is sent, or is too large to be held, is recorded on its way.
struct CollectedAnswer: Sendable {
    private let response: Response
    private let body: Body

    private enum Body: Sendable {
        case held(ByteBuffer)
        case passing
    }

    /// Longest body that is held.
    private static let mostBytes = 16 << 20

    init(_ response: Response, to method: HTTPRequest.Method) async throws {
        self.response = response
        guard method != .head else {
            // It has a length and no body.
            body = .held(ByteBuffer())
            return
        }
        let isHeld = response.body.contentLength.map { $0 <= Self.mostBytes } ?? false
        body = isHeld ? .held(try await response.body.collected()) : .passing
    }

    /// The answer, cut off after so many bytes of its body by closing the connection.
    ///
    /// `note` gets it as a journal keeps it, before the client has its end.
    func response(
        truncatedAfter count: Int?,
        closing channel: any Channel,
        note: @escaping @Sendable (Exchange.Answer) -> Void
    ) -> Response {
        switch body {
        case .held(let bytes):
            note(shown(RecordedBody(Array(buffer: bytes))))
            return held(bytes, truncatedAfter: count, closing: channel)
        case .passing: return passing(truncatedAfter: count, closing: channel, note: note)
        }
    }

    private func held(_ bytes: ByteBuffer, truncatedAfter count: Int?, closing channel: any Channel) -> Response {
        guard let length = response.body.contentLength, length == bytes.readableBytes else { return response }
        var answer = response
        answer.body = ResponseBody(byteBuffer: bytes)
        guard let count, count < length else { return answer }
        answer.body = ResponseBody(contentLength: length) { writer in
            try await writer.write(bytes.getSlice(at: bytes.readerIndex, length: count) ?? ByteBuffer())
            try? await channel.close()
            throw CutOff()
        }
        return answer
    }

    private func passing(
        truncatedAfter count: Int?,
        closing channel: any Channel,
        note: @escaping @Sendable (Exchange.Answer) -> Void
    ) -> Response {
        let whole = response.body
        var answer = response
        answer.body = ResponseBody(contentLength: whole.contentLength) { writer in
            let recorder = RecordingWriter(writer, upTo: Self.mostBytes, passing: count) { note(shown($0)) }
            do {
                try await whole.write(recorder)
            } catch is CutOff {
                try? await channel.close()
                throw CutOff()
            }
        }
        return answer
    }

    private func shown(_ body: RecordedBody) -> Exchange.Answer {
        var shown = Exchange.Answer(
            status: Int(response.status.code),
            headers: response.headers.map { HeaderField($0.name.rawName, $0.value) },
            body: []
        )
        shown.body = body
        return shown
    }
}

private struct CutOff: Error {}

/// Passes a body on, or its first bytes, and keeps what it was.
private struct RecordingWriter: ResponseBodyWriter {
    private var base: any ResponseBodyWriter
    private var kept = ByteBuffer()
    private var size = 0
    private let most: Int
    private let passed: Int?
    private let note: @Sendable (RecordedBody) -> Void

    init(
        _ base: any ResponseBodyWriter,
        upTo most: Int,
        passing passed: Int?,
        note: @escaping @Sendable (RecordedBody) -> Void
    ) {
        self.base = base
        self.most = most
        self.passed = passed
        self.note = note
    }

    private var recorded: RecordedBody { RecordedBody(Array(buffer: kept), of: size) }

    mutating func write(_ buffer: ByteBuffer) async throws {
        let before = size
        size += buffer.readableBytes
        let room = buffer.getSlice(at: buffer.readerIndex, length: min(buffer.readableBytes, most - kept.readableBytes))
        if let room { kept.writeImmutableBuffer(room) }
        guard let passed, size > passed else { return try await base.write(buffer) }
        let rest = buffer.getSlice(at: buffer.readerIndex, length: max(0, passed - before))
        if let rest { try await base.write(rest) }
        note(recorded)
        throw CutOff()
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        note(recorded)
        try await base.finish(trailingHeaders)
    }
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
