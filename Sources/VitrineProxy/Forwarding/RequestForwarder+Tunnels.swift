import NIOCore
import NIOHTTP1

extension RequestForwarder {
    func connect(to authority: Authority, _ verdict: HostPolicy.Verdict, _ context: ChannelHandlerContext) {
        guard verdict == .allow else {
            return becomeTunnel(switchboard.interception(of: authority), context)
        }
        let loop = context.eventLoop
        switchboard.dial(.outside(authority), on: loop, halfCloses: true).assumeIsolated().whenComplete { result in
            switch (result, self.phase) {
            case (.success(let channel), .connecting): self.join(channel, context)
            case (.success(let channel), _): channel.close(promise: nil)
            case (.failure, .connecting): self.answer(.badGateway(authority.description))
            case (.failure, _): break
            }
        }
    }

    private func join(_ channel: any Channel, _ context: ChannelHandlerContext) {
        let (near, far) = TunnelEnd.pair()
        do {
            try channel.pipeline.syncOperations.addHandler(far)
            becomeTunnel([near], context)
            try channel.syncOptions?.setOption(.autoRead, value: true)
        } catch {
            channel.close(promise: nil)
            context.close(promise: nil)
        }
    }

    /// Says yes to a CONNECT, and makes way for the handlers of what comes then.
    private func becomeTunnel(_ handlers: [any ChannelHandler], _ context: ChannelHandlerContext) {
        phase = .over
        answers?.write(
            .head(HTTPResponseHead(version: .http1_1, status: .custom(code: 200, reasonPhrase: "Connected")))
        )
        answers?.write(.end(nil))
        answers?.flush()
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let gone: [any RemovableChannelHandler] = [
                try pipeline.handler(type: HTTPServerPipelineHandler.self),
                try pipeline.handler(type: HTTPResponseEncoder.self), self,
            ]
            try pipeline.addHandlers(handlers)
            for handler in gone { pipeline.removeHandler(handler, promise: nil) }
            // Last, and only once it is through with what it decodes: it hands over the bytes that it has left.
            pipeline.removeHandler(decoder, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }
}
