import NIOCore
import NIOHTTP1

extension RequestForwarder {
    /// How long a client may take to read the last answer. The system resets a connection that is closed with bytes unread,
    /// and that would take the answer from a client that is still sending.
    private static let readingTime = TimeAmount.seconds(5)

    /// What arrived is not HTTP, and where the next request begins can't be known.
    func refuseInput(_ error: HTTPParserError, _ context: ChannelHandlerContext) {
        if case .over = phase { return }
        let isAnswerable = isUnanswered
        if case .forwarding(let exchange) = phase { exchange.end() }
        phase = .over
        if isAnswerable {
            let answer = Self.answer(to: error)
            answers?.write(.head(answer.head(closing: true)))
            answers?.write(.body(.byteBuffer(ByteBuffer(bytes: answer.body))))
            answers?.write(.end(nil))
        }
        leave()
    }

    /// The client sends nothing more. It may be waiting for an answer all the same.
    func inputEnded(_ context: ChannelHandlerContext) {
        hasInputEnded = true
        progress?.closes = true
        switch phase {
        case .forwarding: break
        case .over where lingering == nil: break
        case .idle, .discarding, .connecting, .over:
            phase = .over
            answers?.afterLastWrite { context.close(promise: nil) }
        }
    }

    /// Ends the connection after what was written.
    func leave() {
        guard let context else { return }
        answers?.afterLastWrite { [self] in
            guard context.channel.isActive, !hasInputEnded else { return context.close(promise: nil) }
            context.close(mode: .output, promise: nil)
            lingering = context.eventLoop.assumeIsolated().scheduleTask(in: Self.readingTime) {
                context.close(promise: nil)
            }
        }
        // Nothing of it is taken, but its end is noticed.
        resumeReading()
    }

    /// Whether an answer can go out now without being taken for part of another one.
    private var isUnanswered: Bool {
        switch phase {
        case .idle: true
        case .forwarding: progress?.hasAnswerBegun == false
        case .connecting, .discarding, .over: false
        }
    }

    private static func answer(to error: HTTPParserError) -> ProxyAnswer {
        switch error {
        case .headerOverflow: .headTooLarge
        default: .badRequest("What was sent is not HTTP.")
        }
    }
}
