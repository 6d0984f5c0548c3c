import NIOCore
import Synchronization

/// All connections of a proxy, both the clients' and those on their behalf, so that none outlives it.
final class OpenChannels: Sendable {
    /// Ends a connection without waiting for its peer. See ``ConnectionRoot``.
    struct CloseNow: Sendable {}

    private struct State {
        var channels: [ObjectIdentifier: any Channel] = [:]
        var isQuiescing = false
        var isForced = false
    }

    private let state = Mutex(State())

    func add(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        let isForced = state.withLock { state in
            state.channels[id] = channel
            return state.isForced
        }
        channel.closeFuture.whenComplete { _ in
            self.state.withLock { state in _ = state.channels.removeValue(forKey: id) }
        }
        if isForced { Self.closeNow(channel) }
    }

    /// Whether connections that are only beginning should rather not.
    var isEnding: Bool { state.withLock { $0.isQuiescing } }

    /// Asks every connection to end after what it is doing, ends those that haven't after `time`, and returns when all are
    /// gone.
    func drain(within time: TimeAmount, on loop: any EventLoop) async {
        for channel in snapshot({ $0.isQuiescing = true }) { Self.quiesce(channel) }
        let alarm = loop.scheduleTask(in: time) {
            for channel in self.snapshot({ $0.isForced = true }) { Self.closeNow(channel) }
        }
        while let channel = snapshot().first {
            try? await channel.closeFuture.get()
        }
        alarm.cancel()
    }

    private func snapshot(_ change: (inout State) -> Void = { _ in }) -> [any Channel] {
        state.withLock { state in
            change(&state)
            return Array(state.channels.values)
        }
    }

    private static func quiesce(_ channel: any Channel) {
        channel.eventLoop.execute { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    private static func closeNow(_ channel: any Channel) {
        channel.eventLoop.execute { channel.pipeline.fireUserInboundEventTriggered(CloseNow()) }
    }
}
