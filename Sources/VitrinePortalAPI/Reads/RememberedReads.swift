import HTTPTypes
package import NIOCore
package import NIOHTTP1
import VitrineCore

/// Whole answers to reads, remembered as they went out.
///
/// The same question from the bearer of the same token has the same answer for as long as nothing in the store has
/// changed and the token hasn't expired. What is remembered was answered by ``PortalResponder``, which asked everything
/// that a route asks; here nothing is decided. See `docs/decisions/0009-remembered-reads.md`.
package struct RememberedReads: Sendable {
    /// What was asked, and by whom: the request's target as it came, and the token's text.
    struct Question: Hashable, Sendable {
        let target: String
        let token: String
    }

    /// An answer as it goes over the wire.
    package struct Answer: Sendable {
        /// The status line and the header fields but for what the server puts on every answer (`Date`, `Server`), each with
        /// its line's end. The empty line after them is still to come.
        package var head: ByteBuffer
        package let body: ByteBuffer
    }

    private struct Remembered {
        let head: ByteBuffer
        let body: ByteBuffer
        let expires: Timestamp
    }

    private let offers: any OfferStore
    private let clock: any WallClock
    private let requestIDs: RequestIDSource
    private let log: RequestLog
    private let remembered: Recent<Question, Remembered>

    init(
        offers: any OfferStore,
        clock: any WallClock,
        requestIDs: RequestIDSource,
        log: RequestLog,
        maximumBytes: Int
    ) {
        self.offers = offers
        self.clock = clock
        self.requestIDs = requestIDs
        self.log = log
        remembered = Recent(maximumCost: maximumBytes)
    }

    /// What ``remember(_:for:until:under:)`` wants to know: to be taken before anything of the request is looked at.
    var mark: StoreMark? { offers.knownMark }

    /// Remembers that `question` was answered with `representation`, which holds for as long as the store's mark is `mark`
    /// and neither the token nor what is shown has expired.
    func remember(
        _ representation: Representation,
        for question: Question,
        until tokenExpires: Timestamp,
        under mark: StoreMark
    ) {
        let length = representation.body.readableBytes
        var head = ByteBuffer(string: "HTTP/1.1 200 OK\r\n")
        for field in representation.headers { head.writeField(field.name.rawName, field.value) }
        head.writeField("Content-Length", String(length))
        remembered.set(
            Remembered(
                head: head,
                body: representation.body,
                expires: min(tokenExpires, representation.until ?? tokenExpires)
            ),
            for: question,
            cost: length + question.target.utf8.count + question.token.utf8.count + 1024,
            mark: mark.everything
        )
    }

    /// The answer to a request that is complete with its head, if it is known and still holds. The request counts as
    /// answered: it is logged, and the answer carries its ids.
    package func answer(to head: HTTPRequestHead) -> Answer? {
        guard let read = PlainRead(head), let mark = offers.knownMark,
            let found = remembered.value(for: read.question, mark: mark.everything),
            clock.now() < found.expires
        else { return nil }
        let ids = CorrelationIDs(correlation: read.correlation, client: read.client, source: requestIDs)
        let started = ContinuousClock.now
        var answer = Answer(head: ByteBuffer(), body: found.body)
        answer.head.reserveCapacity(found.head.readableBytes + Self.roomForOwnFields)
        answer.head.writeImmutableBuffer(found.head)
        for (name, value) in ids.fields { answer.head.writeField(name.rawName, value) }
        log.answered(method: "GET", target: head.uri, status: 200, ids, since: started)
        return answer
    }

    /// Bytes for the fields that differ from answer to answer, and for the server's.
    private static let roomForOwnFields = 256
}

extension ByteBuffer {
    /// Writes one header field and its line's end. The value must be one that a field may have.
    package mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeStaticString("\r\n")
    }
}
