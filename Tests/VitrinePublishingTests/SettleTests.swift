import Synchronization
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// Who wants everything done that is due, while the worker's own loop is at it as well.
@Suite(.timeLimit(.minutes(15))) struct SettleTests {
    @Test func `settling waits for what the loop has leased and not yet in hand`() async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.put(.fixture())
            _ = try await store.beginPublish(.fixture())
            let gate = Gate()
            let worker = PublishingWorker.fixture(SteppedStore(store) { if $0 == .leased { await gate.passFirst() } })
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                await gate.isReached()
                group.addTask {
                    // By then whoever doesn't wait has long returned.
                    for _ in 1...1_000 { await Task.yield() }
                    gate.open()
                }
                await worker.settle()
                let stage = try await Self.stage(in: store)
                #expect(stage == .previewed)
                group.cancelAll()
            }
        }
    }

    @Test func `what an earlier run of the worker had leased is taken up at once`() async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.put(.fixture())
            _ = try await store.beginPublish(.fixture())
            let clock = TestClock()
            let end = clock.now().advanced(bySeconds: 30)
            let leased = try await store.lease(at: clock.now(), until: end, by: GUID(high: 1, low: 1), limit: 9)
            #expect(leased.count == 1)
            let gate = Gate()
            gate.open()
            let stepped = SteppedStore(store) { if $0 == .leased { await gate.passFirst() } }
            let worker = PublishingWorker.fixture(stepped, clock: clock)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await worker.run() }
                await gate.isReached()
                await worker.settle()
                let stage = try await Self.stage(in: store)
                #expect(stage == .previewed)
                group.cancelAll()
            }
        }
    }

    @Test func `one that couldn't be worked on is taken again when its lease ends`() async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.put(.fixture())
            _ = try await store.beginPublish(.fixture())
            let clock = TestClock()
            let isBroken = Mutex(true)
            let stepped = SteppedStore(store) { moment in
                if moment == .advance, isBroken.withLock({ $0 }) { throw Broken() }
            }
            let worker = PublishingWorker.fixture(stepped, clock: clock)
            for stage in [OperationStage.queued, .queued, .previewed] {
                try await worker.runDue()
                #expect(try await Self.stage(in: store) == stage)
                // Mended, but still leased at first; then the lease is over.
                if !isBroken.withLock({ $0 }) { clock.advance(seconds: 61) }
                isBroken.withLock { $0 = false }
            }
        }
    }

    /// The stage of the newest operation; `nil` when there is none.
    private static func stage(in store: any OperationStore) async throws -> OperationStage? {
        guard case .found(let operation, _) = try await store.operation(.newest, of: .fixture()) else { return nil }
        return operation.stage
    }
}

private struct Broken: Error {}

/// Holds up the first who comes until it is opened.
private final class Gate: Sendable {
    private let isTaken = Mutex(false)
    private let reached = AsyncStream<Void>.makeStream()
    private let opened = AsyncStream<Void>.makeStream()

    func passFirst() async {
        let isFirst = isTaken.withLock { isTaken in
            defer { isTaken = true }
            return !isTaken
        }
        guard isFirst else { return }
        reached.continuation.finish()
        for await _ in opened.stream {}
    }

    func isReached() async { for await _ in reached.stream {} }

    func open() { opened.continuation.finish() }
}
