import Foundation

/// Runs what blocks on threads of its own, a few at a time, so that it never holds a thread that tasks share.
///
/// What was begun or stands in line is done even when its task is canceled: it is short, and a file that was half
/// handled is worse.
final class BlockingQueue: Sendable {
    private let queue: OperationQueue

    init(name: String, width: Int) {
        queue = OperationQueue()
        queue.name = name
        queue.maxConcurrentOperationCount = width
    }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(ArtifactError) -> Value
    ) async throws(ArtifactError) -> Value {
        let result: Result<Value, ArtifactError> = await withCheckedContinuation { continuation in
            queue.addOperation {
                continuation.resume(returning: Result { () throws(ArtifactError) -> Value in try work() })
            }
        }
        return try result.get()
    }
}
