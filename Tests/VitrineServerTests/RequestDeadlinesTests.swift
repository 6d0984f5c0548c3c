import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing
import VitrinePortalAPI
import VitrineServer

@Suite("deadlines of a connection")
struct RequestDeadlinesTests {
    /// What happens on a connection whose heads have 10 seconds and whose bodies have 5.
    enum Event: Sendable {
        case head, body, end
        case answer

        /// A whole request was answered before it came here.
        case quick
        case seconds(Int64)
        case rubbish, tooManyHeaders
    }

    /// What has become of the connection.
    enum Outcome: Equatable, Sendable {
        case open, closed

        /// The responder was told of an error, and is expected to answer.
        case told, toldAndAnswered
        case refused(Int)
    }

    struct Phase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let events: [Event]
        let outcome: Outcome

        init(_ name: String, _ events: [Event], _ outcome: Outcome) {
            testDescription = name
            self.events = events
            self.outcome = outcome
        }
    }

    @Test(arguments: [
        Phase("nothing has come yet", [.seconds(9)], .open),
        Phase("nothing comes in time", [.seconds(10)], .closed),
        Phase("a body is on its way", [.head, .seconds(4), .body], .open),
        Phase("a body's parts don't give it more time", [.head, .seconds(4), .body, .seconds(1)], .told),
        Phase("a body is late, which its responder answers", [.head, .seconds(5), .answer], .toldAndAnswered),
        Phase("a request that is being answered has all the time", [.head, .end, .seconds(1_000)], .open),
        Phase(
            "the head's time doesn't run on into the body",
            [.seconds(9), .head, .seconds(4), .end, .seconds(100)],
            .open
        ),
        Phase(
            "the next head has its whole time",
            [.seconds(9), .head, .end, .seconds(3), .answer, .seconds(9)],
            .open
        ),
        Phase("the next head is late", [.head, .end, .answer, .seconds(10)], .closed),
        Phase("answered early, the body still has its time", [.head, .answer, .seconds(4), .body], .open),
        Phase(
            "answered early, the body is late: there is nothing left to answer",
            [.head, .answer, .seconds(5)],
            .closed
        ),
        Phase("answered early, and then idle", [.head, .answer, .end, .seconds(9)], .open),
        Phase("answered early, and then idle too long", [.head, .answer, .end, .seconds(10)], .closed),
        Phase(
            "of two requests one is still being answered",
            [.head, .end, .head, .end, .answer, .seconds(1_000)],
            .open
        ),
        Phase(
            "both of two requests are answered",
            [.head, .end, .head, .end, .answer, .answer, .seconds(10)],
            .closed
        ),
        Phase("a quick answer gives the next head its whole time", [.seconds(9), .quick, .seconds(9)], .open),
        Phase("after a quick answer the next head is late", [.seconds(9), .quick, .seconds(10)], .closed),
        Phase("a quick answer gives a late body no time", [.head, .seconds(4), .quick, .seconds(1)], .told),
        Phase("the second one's body is late", [.head, .end, .head, .seconds(5)], .told),
        Phase("rubbish in place of a request", [.rubbish], .refused(400)),
        Phase("too many headers", [.tooManyHeaders], .refused(431)),
        Phase("rubbish after an answer", [.head, .end, .answer, .rubbish], .refused(400)),
        Phase("rubbish waits for the answers that are due", [.head, .end, .head, .end, .rubbish, .answer], .open),
        Phase(
            "rubbish after the answers that were due",
            [.head, .end, .head, .end, .rubbish, .answer, .answer],
            .refused(400)
        ),
        Phase("rubbish doesn't make the answers hurry", [.head, .end, .rubbish, .seconds(1_000)], .open),
        Phase("a rubbish body is its responder's to answer", [.head, .rubbish], .told),
        Phase("a rubbish body is answered once", [.head, .rubbish, .answer, .answer], .toldAndAnswered),
        Phase("a rubbish body after an early answer", [.head, .answer, .rubbish], .closed),
        Phase("rubbish after rubbish", [.rubbish, .rubbish, .tooManyHeaders], .refused(400)),
        Phase("what comes after rubbish is not looked at", [.head, .end, .rubbish, .head, .end], .open),
    ])
    func `a connection ends when what it waits for doesn't come in time`(phase: Phase) throws {
        let log = RequestLog(logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
        let errors = ErrorCount()
        let channel = EmbeddedChannel(
            handlers: [RequestDeadlines(headTime: .seconds(10), bodyTime: .seconds(5), log: log), errors]
        )
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        for event in phase.events { try Self.play(event, on: channel) }

        #expect(try Self.outcome(of: channel, errors) == phase.outcome)
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }

    private static func play(_ event: Event, on channel: EmbeddedChannel) throws {
        switch event {
        case .head:
            let head = HTTPRequestHead(version: .http1_1, method: .PUT, uri: "/")
            try channel.writeInbound(HTTPServerRequestPart.head(head))
        case .body: try channel.writeInbound(HTTPServerRequestPart.body(ByteBuffer(string: "x")))
        case .end: try channel.writeInbound(HTTPServerRequestPart.end(nil))
        case .answer:
            // A server writes whether or not the connection still takes it.
            _ = try? channel.writeOutbound(
                HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok))
            )
            _ = try? channel.writeOutbound(HTTPServerResponsePart.end(nil))
        case .quick: channel.pipeline.fireUserInboundEventTriggered(AnsweredQuickly())
        case .seconds(let seconds): channel.embeddedEventLoop.advanceTime(by: .seconds(seconds))
        case .rubbish: channel.pipeline.fireErrorCaught(HTTPParserError.invalidConstant)
        case .tooManyHeaders: channel.pipeline.fireErrorCaught(HTTPParserError.headerOverflow)
        }
    }

    private static func outcome(of channel: EmbeddedChannel, _ errors: ErrorCount) throws -> Outcome {
        var statuses: [Int] = []
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            if case .head(let head) = part { statuses.append(Int(head.status.code)) }
        }
        if let last = statuses.last, last != 200 {
            #expect(!channel.isActive)
            return .refused(last)
        }
        guard errors.count > 0 else { return channel.isActive ? .open : .closed }
        #expect(errors.count == 1)
        guard statuses.last == 200 else { return .told }
        #expect(statuses.count == 1)
        #expect(!channel.isActive)
        return .toldAndAnswered
    }
}

/// Stands where the responder stands: counts the errors that it is told of.
private final class ErrorCount: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart

    private(set) var count = 0

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        count += 1
    }
}
