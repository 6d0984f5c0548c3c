/// Wakes the worker: there is, or may be, something to do. Signals that come while it works count as one.
package final class WorkSignal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    package func notify() {
        continuation.yield()
    }

    /// Ends ``signals``: the worker stops.
    func finish() {
        continuation.finish()
    }

    /// For the one worker that listens.
    var signals: AsyncStream<Void> { stream }
}
