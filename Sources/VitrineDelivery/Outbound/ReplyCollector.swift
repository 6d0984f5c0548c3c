import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import Synchronization

/// Takes an answer in up to a limit, and ends the exchange when there is more.
final class ReplyCollector: HTTPClientResponseDelegate, Sendable {
    /// Ends the exchange: what was wanted is there.
    private struct Enough: Error {}

    private struct State {
        var hasConnected = false
        var status: Int?
        var body: [UInt8] = []
        var isCut = false
    }

    private let limit: Int
    private let state = Mutex(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Whether the exchange came so far that something was sent.
    var hasConnected: Bool { state.withLock { $0.hasConnected } }

    /// The beginning of an answer that went past the limit, after the exchange failed for this reason.
    var cutReply: Reply? { state.withLock { $0.isCut ? Self.reply($0) : nil } }

    func didSendRequestHead(task: HTTPClient.Task<Reply?>, _ head: HTTPRequestHead) {
        state.withLock { $0.hasConnected = true }
    }

    func didReceiveHead(task: HTTPClient.Task<Reply?>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        state.withLock { $0.status = Int(head.status.code) }
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Reply?>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        let isCut = state.withLock { state in
            let room = limit - state.body.count
            state.body.append(contentsOf: buffer.readableBytesView.prefix(room))
            state.isCut = buffer.readableBytes > room
            return state.isCut
        }
        return isCut ? task.eventLoop.makeFailedFuture(Enough()) : task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Reply?>) -> Reply? { state.withLock { Self.reply($0) } }

    private static func reply(_ state: State) -> Reply? {
        state.status.map { Reply(status: $0, body: state.body, isCut: state.isCut) }
    }
}
