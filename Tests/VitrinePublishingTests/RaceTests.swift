import Logging
import Synchronization
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrinePublishing
import VitrineTestKit

/// Publish, cancel, go live, edit and the worker against each other, in every order that the seeds give.
struct RaceTests {
    /// Schedules in all: 40 seeds, 50 offers each.
    private static let offersPerSeed = 50

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `whatever comes first, what must hold holds`(seed: UInt64) async throws {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher(id: .contoso, name: "Contoso"))
            try await store.set(Member(publisher: .contoso, kind: .application, id: "x", role: .owner))
            try await store.addWebhook()
            for number in 0..<Self.offersPerSeed {
                var generator = SeededGenerator(seed: seed &* 1_000 &+ UInt64(number))
                let name = OfferName.fixture("offer-\(number)")
                try await Race(store, name, &generator).run()
            }
        }
    }
}

/// One offer, and everybody who wants something of it.
private struct Race {
    private enum Wish: CaseIterable, Sendable {
        case publish, cancel, goLive, edit, work
    }

    private let store: any Backend.Store
    private let name: OfferName
    private let wishes: [Wish]
    private let turnstile: Turnstile
    private let publishing: Publishing
    private let worker: PublishingWorker
    private let editor: SteppedStore
    private let clock = TestClock()

    init(_ store: any Backend.Store, _ name: OfferName, _ generator: inout SeededGenerator) throws {
        self.store = store
        self.name = name
        let count = Int.random(in: 3...9, using: &generator)
        wishes = [.publish] + (0..<count).map { _ in Wish.allCases.randomElement(using: &generator) ?? .work }
        let picks = Mutex(generator)
        turnstile = Turnstile(actors: wishes.count) { count in picks.withLock { Int.random(in: 0..<count, using: &$0) }
        }
        let stepped = SteppedStore(store, turnstile)
        editor = stepped
        let signal = WorkSignal()
        publishing = Publishing(
            offers: stepped,
            operations: stepped,
            vault: try .fixture(on: store, clock),
            registry: try OfferTypeRegistry.builtIn(),
            workflows: try Workflows.builtIn(),
            clock: clock,
            profile: .deployed,
            signal: signal,
            notices: Self.notices
        )
        worker = Self.worker(on: stepped, clock, signal)
    }

    private static let notices = NoticeWriter(signal: WorkSignal(), mails: false, approver: nil)

    private static func worker(
        on store: any SteppedStore.Store,
        _ clock: TestClock,
        _ signal: WorkSignal
    ) -> PublishingWorker {
        let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
        return PublishingWorker(
            operations: store,
            runner: StepRunner(offers: store, checks: [], clock: clock, logger: logger),
            notices: notices,
            times: Pace.instant,
            clock: clock,
            signal: signal,
            id: GUID(high: 1, low: 1),
            logger: logger
        )
    }

    func run() async throws {
        try await store.put(name, content(0))
        let permit = try await AccessGate(members: store, offers: store)
            .admit(Principal(application: "x", object: nil), as: .owner, in: name.publisher)
        let frozen = FrozenVersions()
        try await withThrowingTaskGroup { group in
            for (number, wish) in wishes.enumerated() {
                group.addTask { [self] in
                    defer { turnstile.leave() }
                    try await carryOut(wish, number + 1, permit)
                    try await check(against: frozen)
                }
            }
            try await group.waitForAll()
        }
        // What is left is done by a worker that nobody disturbs.
        try await store.releaseLeases(of: GUID(high: 1, low: 1))
        try await Self.worker(on: store, clock, WorkSignal()).runDue()
        try await check(against: frozen)
        try await checkEnd()
        try await checkLog()
        try await checkNotices()
    }

    private func carryOut(_ wish: Wish, _ number: Int, _ permit: Permit) async throws {
        do {
            switch wish {
            case .publish: _ = try await publishing.publish(name.offer, notifying: [], by: permit)
            case .goLive: _ = try await publishing.goLive(name.offer, notifying: [], by: permit)
            case .cancel: _ = try await publishing.cancel(name.offer, notifying: [], by: permit)
            case .edit: try await editor.put(name, content(number))
            case .work: try await worker.runDue()
            }
        } catch is OperationInProgress {
        } catch let refusal as Refusal {
            #expect([.nothingToGoLive, .cannotCancel].contains(refusal.code))
        }
    }

    private func content(_ number: Int) -> DraftContent {
        let definition = SampleOffer.definition(displayText: "\(number)", slug: name.offer.key)
        return DraftContent(definition: Array(definition.utf8), displayText: nil, secrets: [])
    }

    // MARK: - What must hold

    /// At any moment: at most one operation runs, no frozen version changes, slots hold frozen versions.
    private func check(against frozen: FrozenVersions) async throws {
        guard case .found(let operations) = try await store.operations(of: name, in: nil),
            case .found(let draft) = try await store.offer(name, .slot(.draft))
        else {
            Issue.record("the offer is gone")
            return
        }
        #expect(operations.count { $0.state == .running } <= 1)
        for version in 1..<draft.version {
            let text = try await store.found(name, .version(version)).definition
            #expect(frozen.isUnchanged(version, text))
        }
    }

    /// In the end: nothing runs, and the offer's status and slots are what its operations have made of them.
    private func checkEnd() async throws {
        guard case .found(let operations) = try await store.operations(of: name, in: nil),
            case .found(let draft) = try await store.offer(name, .slot(.draft))
        else { return }
        let offer = draft.offer
        #expect(operations.allSatisfy { $0.state != .running })
        #expect(operations.map(\.publishingVersion) == Array((1..<Int64(operations.count + 1)).reversed()))
        #expect(
            operations.filter { $0.kind == .publish }.map(\.offerVersion) == Array((1..<offer.draftVersion).reversed())
        )
        #expect(offer.status == operations.first.map(status) ?? .neverPublished)
        #expect(offer.production?.version == operations.first { $0.stage == .live }?.offerVersion)
        let inPreview = operations.first {
            $0.kind == .publish && [.previewed, .signedOff, .replaced].contains($0.stage)
        }
        #expect(offer.preview?.version == inPreview?.offerVersion)
    }

    /// Each entry of the log begins with the state that the one before it ended with.
    private func checkLog() async throws {
        guard case .found(let log) = try await store.changes(of: name, before: nil, limit: 1_000) else {
            Issue.record("the log is gone")
            return
        }
        #expect(log.map(\.number) == Array((1...Int64(log.count)).reversed()))
        for (later, earlier) in zip(log, log.dropFirst()) {
            #expect(later.change.tagBefore == earlier.change.tagAfter, "\(earlier) and \(later)")
        }
        #expect(log.first?.change.tagAfter == (try await store.found(name)).entityTag)
    }

    /// Each operation's beginning and end were told once, and nothing else was.
    private func checkNotices() async throws {
        guard case .found(let operations) = try await store.operations(of: name, in: nil) else { return }
        let told = try await store.deliveries(of: name.publisher, in: nil, after: nil, limit: 100_000)
            .map(\.notice).filter { $0.offer == name.offer }
        for operation in operations {
            let events = told.filter { $0.operation == operation.id }.map(\.event)
            #expect(events == Self.events(of: operation))
        }
        #expect(Set(told.map(\.operation)).count == operations.count)
    }

    private static func events(of operation: OfferOperation) -> [Notice.Event] {
        switch operation.stage {
        case .previewed, .signedOff, .replaced: [.operationStarted, .previewReached]
        case .live: [.operationStarted, .productionReached]
        case .failed: [.operationStarted, .operationFailed]
        case .canceled
        where operation.steps.allSatisfy { $0.plan.phase != .preview || $0.status == .complete }
            && operation.kind == .publish
            && operation.steps.contains { $0.plan.phase == .signOff && $0.status == .canceled }:
            [.operationStarted, .previewReached, .operationCanceled]
        case .canceled: [.operationStarted, .operationCanceled]
        case .queued, .working, .awaitingApproval, .canceling: []
        }
    }

    private func status(of operation: OfferOperation) -> OfferStatus {
        switch operation.stage {
        case .previewed: .waitingForPublisherReview
        case .live: .succeeded
        case .failed: .failed
        case .canceled: .canceled
        default: .running
        }
    }
}

/// What the frozen versions of one offer were when they were first seen.
private final class FrozenVersions: Sendable {
    private let known = Mutex<[Int64: [UInt8]]>([:])

    func isUnchanged(_ version: Int64, _ text: [UInt8]) -> Bool {
        known.withLock { known in
            defer { known[version] = text }
            return known[version] == nil || known[version] == text
        }
    }
}
