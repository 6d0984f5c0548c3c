/// A bound on how long something takes, however it is written.
enum Deadline {
    /// What `work` comes to, or a temporary failure when `limit` is over or the task is cancelled.
    ///
    /// Doesn't wait for `work` then, which is cancelled and may go on for a while.
    static func within<Value: Sendable>(
        _ limit: Duration,
        _ work: @escaping @Sendable () async throws(DeliveryFailure) -> Value
    ) async throws(DeliveryFailure) -> Value {
        let (outcomes, finish) = AsyncStream<Result<Value, DeliveryFailure>>.makeStream()
        let worker = Task {
            do throws(DeliveryFailure) {
                finish.yield(.success(try await work()))
            } catch {
                finish.yield(.failure(error))
            }
        }
        let timer = Task {
            try await Task.sleep(for: limit)
            finish.yield(.failure(.temporary("There was no whole answer within \(limit).")))
        }
        defer {
            worker.cancel()
            timer.cancel()
        }
        for await outcome in outcomes { return try outcome.get() }
        throw .temporary("The delivery was given up.")
    }
}
