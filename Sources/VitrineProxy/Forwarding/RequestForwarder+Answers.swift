import NIOCore
import NIOHTTP1

extension RequestForwarder {
    /// A part of the answer has come from the server.
    func take(_ part: HTTPClientResponsePart) {
        switch part {
        case .head(let head) where !head.isUnderstood:
            answerBroke()
        case .head(let head) where head.isInterim:
            guard let progress, progress.knowsChunks else { return }
            answers?.write(.head(head.sent(for: progress)))
            answers?.flush()
        case .head(let head):
            progress?.beginAnswer()
            guard let progress else { return }
            answers?.write(.head(head.sent(for: progress)))
        case .body(let bytes):
            answers?.write(.body(.byteBuffer(bytes)))
        case .end(let trailers):
            endAnswer(trailers?.passedTrailers)
        }
    }

    func flushAnswer() {
        answers?.flush()
    }

    /// The server went away before the answer was complete. The client gets what there is of it, and then sees the same.
    func answerBroke() {
        guard case .forwarding(let exchange) = phase else { return }
        exchange.end()
        phase = .over
        if progress?.isHTTP1 == true {
            leave()
        } else {
            answers?.afterLastWrite { [context] in
                context?.triggerUserOutboundEvent(StreamFraming.Break(), promise: nil)
            }
        }
    }

    /// Answers the request with something of our own.
    func answer(_ answer: ProxyAnswer) {
        progress?.beginAnswer()
        if answer.status == .badRequest { progress?.refuse() }
        guard let progress else { return }
        answers?.write(.head(answer.head(closing: progress.closes)))
        if progress.method != .HEAD { answers?.write(.body(.byteBuffer(ByteBuffer(bytes: answer.body)))) }
        endAnswer(nil)
    }

    private func endAnswer(_ trailers: HTTPHeaders?) {
        if case .forwarding(let exchange) = phase { exchange.end() }
        // Before the end is written: the next request may come in while it is.
        let isSettled = progress?.hasRequestEnded ?? true
        let closes = progress?.closes ?? true
        phase = isSettled ? (closes ? .over : .idle) : .discarding
        answers?.write(.end(trailers))
        answers?.flush()
        if isSettled, closes { leave() }
        resumeReading()
    }

    /// What was left of a request is here, after its answer.
    func settle() {
        phase = progress?.closes == true ? .over : .idle
        if case .over = phase { leave() }
    }
}
