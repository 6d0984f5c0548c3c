import NIOCore
import NIOHTTP1

extension RequestForwarder {
    func begin(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        progress = ExchangeProgress(head)
        do throws(ProxyAnswer) {
            switch try router.route(head) {
            case .forward(let head, let destination): forward(head, to: destination, context)
            case .tunnel(let authority, let verdict): phase = .connecting(authority, verdict)
            case .refuse(let authority):
                switchboard.sightings.add(.refused(authority))
                throw .notAllowed(authority)
            }
        } catch {
            answer(error)
        }
    }

    func requestEnded(_ trailers: HTTPHeaders?, _ context: ChannelHandlerContext) {
        switch phase {
        case .forwarding(let exchange):
            exchange.send(.end(trailers?.passedTrailers))
            exchange.flush()
        case .connecting(let authority, let verdict):
            connect(to: authority, verdict, context)
        case .discarding:
            settle()
        case .idle, .over:
            break
        }
    }

    private func forward(
        _ head: HTTPRequestHead,
        to destination: RequestRouter.Destination,
        _ context: ChannelHandlerContext
    ) {
        let exchange = Exchange(head, for: self)
        phase = .forwarding(exchange)
        progress?.isOutside = destination != .backend
        let (loop, slots) = (context.eventLoop, switchboard.slots)
        slots.take(on: loop).assumeIsolated().whenSuccess { [switchboard] in
            // The client may have left while it waited.
            guard exchange.isWanted else { return slots.giveBack() }
            switchboard.dial(destination, on: loop).assumeIsolated().whenComplete { result in
                switch result {
                case .success(let channel): self.start(exchange, on: channel)
                case .failure:
                    slots.giveBack()
                    if exchange.isWanted { self.couldNotConnect(to: destination) }
                }
            }
        }
    }

    private func start(_ exchange: Exchange, on channel: any Channel) {
        let slots = switchboard.slots
        channel.closeFuture.whenComplete { _ in slots.giveBack() }
        do {
            try exchange.start(on: channel)
        } catch {
            channel.close(promise: nil)
            if exchange.isWanted { answerBroke() }
        }
    }

    private func couldNotConnect(to destination: RequestRouter.Destination) {
        if case .forwarding(let exchange) = phase { exchange.end() }
        switch destination {
        case .backend: answer(.badGateway("Vitrine's server"))
        case .outside(let authority): answer(.badGateway(authority.description))
        }
    }
}
