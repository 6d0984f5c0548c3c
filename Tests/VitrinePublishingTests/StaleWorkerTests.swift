import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// A worker that was slow: something has happened to its operation since it looked.
struct StaleWorkerTests {
    @Test func `a verdict about an operation that has moved on meanwhile is not written`() async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher.fixture())
            try await store.put(.fixture())
            let begun = try await store.apply(.began(seconds: 0), to: store.beginPublish(.fixture()))
            let clock = TestClock()
            let later = clock.now().advanced(bySeconds: 600)
            let check = Meddler { try await store.apply(.postponed(until: later, []), to: begun) }
            let worker = PublishingWorker.fixture(store, checks: [check], clock: clock)
            try await worker.runDue()
            guard case .found(let operation, _) = try await store.operation(.newest, of: .fixture()) else {
                Issue.record("the operation is gone")
                return
            }
            #expect(operation.revision == begun.revision + 1)
            #expect(operation.steps[0].status == .inProgress)
            #expect(operation.steps[0].due == later)
        }
    }

    /// A check that lets somebody else change the operation before it says yes.
    private struct Meddler: PublishCheck {
        let name = "meddler"
        let enforcement = CheckEnforcement.enforced
        let meddle: @Sendable () async throws -> OfferOperation

        func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool { true }

        func ask(about subject: CheckSubject) async throws -> CheckVerdict {
            _ = try await meddle()
            return .passed([])
        }
    }
}
