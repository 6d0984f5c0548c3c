import Foundation
import Synchronization

/// Runs what blocks on threads of its own, a few at a time, so that it never holds a thread that tasks share.
final class BlockingQueue: Sendable {
    private let queue: OperationQueue

    init(name: String, width: Int) {
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = width
    }

    /// What `work` returns; `nil` when the task was cancelled before its turn came, and then it didn't run.
    ///
    /// Once `work` runs it is not interrupted.
    func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value? {
        let flag = Flag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.addOperation { continuation.resume(returning: flag.isRaised ? nil : work()) }
            }
        } onCancel: {
            flag.raise()
        }
    }
}

/// A class, because a closure that escapes can't hold an atomic itself.
private final class Flag: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }
}
