import ServiceLifecycle
import Synchronization

/// Somebody who uses a rehearsal's server from within its process, and for whom it is served.
final class Guest<Value: Sendable>: Service {
    private let rehearsal: Rehearsal
    private let body: @Sendable (Rehearsal, Int) async throws -> Value
    private let ports = AsyncStream<Int>.makeStream(bufferingPolicy: .bufferingOldest(1))
    private let outcome = Mutex<Result<Value, any Error>?>(nil)

    init(rehearsal: Rehearsal, body: @escaping @Sendable (Rehearsal, Int) async throws -> Value) {
        self.rehearsal = rehearsal
        self.body = body
    }

    /// What came of it; `nil` when the server ended before.
    var result: Result<Value, any Error>? { outcome.withLock { $0 } }

    /// The server listens.
    func open(on port: Int) {
        ports.continuation.yield(port)
        ports.continuation.finish()
    }

    /// Ends with its body, whatever came of it.
    func run() async throws {
        for await port in ports.stream {
            let result: Result<Value, any Error>
            do {
                result = .success(try await body(rehearsal, port))
            } catch {
                result = .failure(error)
            }
            outcome.withLock { $0 = result }
        }
    }
}
