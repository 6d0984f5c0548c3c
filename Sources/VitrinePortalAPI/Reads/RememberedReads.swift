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

    /// An answer with status 200, complete but for what the server puts on every answer (`Date`, `Server`).
    package struct Answer: Sendable {
        package var headers: HTTPHeaders
        package let body: ByteBuffer
    }

    private struct Remembered {
        let answer: Answer
        let tokenExpires: Timestamp
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
    /// and the token hasn't expired.
    func remember(
        _ representation: Representation,
        for question: Question,
        until tokenExpires: Timestamp,
        under mark: StoreMark
    ) {
        var headers = HTTPHeaders(representation.headers.map { ($0.name.rawName, $0.value) })
        headers.add(name: "content-length", value: String(representation.body.readableBytes))
        remembered.set(
            Remembered(
                answer: Answer(headers: headers, body: representation.body),
                tokenExpires: tokenExpires
            ),
            for: question,
            cost: representation.body.readableBytes + question.target.utf8.count + question.token.utf8.count + 1024,
            mark: mark.everything
        )
    }

    /// The answer to a request that is complete with its head, if it is known and still holds. The request counts as
    /// answered: it is logged, and the answer carries its ids.
    package func answer(to head: HTTPRequestHead) -> Answer? {
        guard let read = PlainRead(head), let mark = offers.knownMark,
            let found = remembered.value(for: read.question, mark: mark.everything),
            clock.now() < found.tokenExpires
        else { return nil }
        let ids = CorrelationIDs(correlation: read.correlation, client: read.client, source: requestIDs)
        let started = ContinuousClock.now
        var answer = found.answer
        ids.stamp(&answer.headers)
        log.answered(method: "GET", target: head.uri, status: 200, ids, since: started)
        return answer
    }
}
