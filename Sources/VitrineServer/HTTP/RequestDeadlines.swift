package import NIOCore
package import NIOHTTP1
import VitrineCore
package import VitrinePortalAPI

/// Ends connections whose requests don't arrive in time, and answers requests that aren't HTTP in the error shape.
///
/// The head has a time from when the connection is ready for it; the body has a time from its head. A body that is late
/// is answered with 408; a head that is late just ends the connection, which may have been idle. What is broken is
/// answered in its turn, after the requests before it.
package final class RequestDeadlines: ChannelDuplexHandler, RemovableChannelHandler {
    package typealias InboundIn = HTTPServerRequestPart
    package typealias InboundOut = HTTPServerRequestPart
    package typealias OutboundIn = HTTPServerResponsePart
    package typealias OutboundOut = HTTPServerResponsePart

    /// How long a client may take to read the last answer. Closing at once would take the answer from a client that is
    /// still sending: the system resets a connection that is closed with bytes unread.
    private static let readingTime = TimeAmount.seconds(1)

    private let headTime: TimeAmount
    private let bodyTime: TimeAmount
    private let log: RequestLog
    private var state = ConnectionState()

    /// When the time that runs is over; `nil` when none runs.
    private var due: NIODeadline?
    private var alarm: Alarm?

    /// A wake-up of the event loop. It is left alone when what is due moves on, and looks at ``due`` when it rings: setting
    /// and cancelling one for every request would cost more than the request.
    private struct Alarm {
        let rings: NIODeadline
        let task: Scheduled<Void>
    }

    package init(headTime: TimeAmount, bodyTime: TimeAmount, log: RequestLog) {
        self.headTime = headTime
        self.bodyTime = bodyTime
        self.log = log
    }

    package func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { schedule(.head, context) }
    }

    package func handlerRemoved(context: ChannelHandlerContext) {
        alarm?.task.cancel()
    }

    package func channelActive(context: ChannelHandlerContext) {
        schedule(.head, context)
        context.fireChannelActive()
    }

    package func channelInactive(context: ChannelHandlerContext) {
        alarm?.task.cancel()
        context.fireChannelInactive()
    }

    package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is AnsweredQuickly {
            carryOut(state.answeredElsewhere(), context)
            return
        }
        context.fireUserInboundEventTriggered(event)
        if state.isMute, event as? ChannelEvent == .inputClosed { context.close(promise: nil) }
    }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !state.isDeaf else { return }
        switch unwrapInboundIn(data) {
        case .head: carryOut(state.headArrived(), context)
        case .body: break
        case .end: carryOut(state.bodyEnded(), context)
        }
        context.fireChannelRead(data)
    }

    package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard !state.isMute else {
            promise?.succeed()
            return
        }
        guard case .end = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        let step = state.answerEnded()
        guard case .finish = step else {
            context.write(data, promise: promise)
            carryOut(step, context)
            return
        }
        let written = promise ?? context.eventLoop.makePromise()
        finish(after: written.futureResult, context)
        context.write(data, promise: written)
    }

    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError else {
            context.fireErrorCaught(error)
            return
        }
        carryOut(state.brokenInput(Self.refusal(for: error)), context, telling: error)
    }

    private func carryOut(
        _ step: ConnectionState.Step,
        _ context: ChannelHandlerContext,
        telling error: any Error = RequestTooSlow()
    ) {
        switch step {
        case .nothing: break
        case .time(let deadline): schedule(deadline, context)
        case .stopTime: due = nil
        case .tell:
            due = nil
            context.fireErrorCaught(error)
        case .refuse(let refusal):
            due = nil
            finish(after: RefusedHead.write(refusal, to: context, log), context)
        case .finish: finish(after: context.eventLoop.makeSucceededVoidFuture(), context)
        case .close: context.close(promise: nil)
        }
    }

    /// Ends our side after the last bytes, and the whole when the client has read them or had the time to.
    private func finish(after written: EventLoopFuture<Void>, _ context: ChannelHandlerContext) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        written.whenComplete { _ in
            let (handler, context) = loopBound.value
            handler.schedule(.reading, context)
            context.close(mode: .output, promise: nil)
        }
    }

    private func schedule(_ deadline: ConnectionState.Deadline, _ context: ChannelHandlerContext) {
        let due = context.eventLoop.now + time(for: deadline)
        self.due = due
        if let alarm, alarm.rings <= due { return }
        alarm?.task.cancel()
        setAlarm(due, context)
    }

    private func setAlarm(_ rings: NIODeadline, _ context: ChannelHandlerContext) {
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let task = context.eventLoop.scheduleTask(deadline: rings) {
            let (handler, context) = loopBound.value
            handler.rang(context)
        }
        alarm = Alarm(rings: rings, task: task)
    }

    private func rang(_ context: ChannelHandlerContext) {
        alarm = nil
        guard let due else { return }
        guard due <= context.eventLoop.now else { return setAlarm(due, context) }
        self.due = nil
        carryOut(state.timeOut(), context)
    }

    private func time(for deadline: ConnectionState.Deadline) -> TimeAmount {
        switch deadline {
        case .head: headTime
        case .body: bodyTime
        case .reading: Self.readingTime
        }
    }

    private static func refusal(for error: HTTPParserError) -> Refusal {
        guard error == .headerOverflow else {
            return Refusal(.badRequest, "The request is not HTTP/1.1.")
        }
        return Refusal(.headersTooLarge, "The request line and headers are larger than the limit.")
    }
}
