import Testing
import VitrineCore
import VitrineTestKit

/// The operation's machine: the table, and nothing but the table.
struct OperationMachineTests {
    private static let now = Timestamp.fixture
    private static let plan = [
        StepPlan(id: "a", name: "A", description: "First.", timeFrame: nil, seconds: 10, phase: .preview),
        StepPlan(id: "b", name: "B", description: "Second.", timeFrame: nil, seconds: 10, phase: .preview),
        StepPlan(id: "s", name: "S", description: "Sign-off.", timeFrame: nil, seconds: 0, phase: .signOff),
        StepPlan(id: "l", name: "L", description: "Live.", timeFrame: nil, seconds: 10, phase: .goLive),
    ]
    private static let offer = Offer(
        publisher: PublisherID(stored: "contoso"),
        id: OfferID(stored: "vm"),
        guid: GUID(high: 1, low: 2),
        type: OfferTypeID(rawValue: "microsoft-azure-virtualmachines"),
        migration: .migrated,
        createdAt: now
    ).freezingDraft(at: now)

    private static func request(_ id: UInt64) -> OperationRequest {
        OperationRequest(id: GUID(high: 9, low: id), requester: "user x", notificationEmails: [], now: now)
    }

    private static var publish: OfferOperation {
        .publish(offer, after: nil, plan: plan, saying: [], request(1))
    }

    private static func after(_ events: OperationEvent..., from first: OfferOperation = publish) throws
        -> OfferOperation
    {
        try events.reduce(first) { try $0.applying($1, at: now).0 }
    }

    private static let everyEvent: [OperationEvent] = [
        .began(seconds: 1), .passed([]), .failed([]), .postponed(until: now, []), .approvalNeeded([]),
        .approved(who: "x", comment: ""), .disapproved(who: "x", comment: ""), .cancelAsked(notifying: []), .canceled,
        .signedOff,
        .replaced,
        .clockSetBack,
    ]

    /// One operation in each stage.
    private static func inStage(_ stage: OperationStage) throws -> OfferOperation {
        let previewed = try after(.began(seconds: 0), .passed([]), .began(seconds: 0), .passed([]))
        return switch stage {
        case .queued: publish
        case .working: try after(.began(seconds: 10))
        case .awaitingApproval: try after(.began(seconds: 10), .approvalNeeded([]))
        case .canceling: try after(.cancelAsked(notifying: []))
        case .previewed: previewed
        case .signedOff: try after(.signedOff, from: previewed)
        case .replaced: try after(.replaced, from: previewed)
        case .live:
            try after(.began(seconds: 0), .passed([]), from: .goLive(offer, of: previewed, request(2)))
        case .failed: try after(.began(seconds: 0), .failed([]))
        case .canceled: try after(.cancelAsked(notifying: []), .canceled)
        }
    }

    @Test(arguments: OperationStage.allCases)
    func `an operation does what the table says, and refuses everything else`(stage: OperationStage) throws {
        let operation = try Self.inStage(stage)
        #expect(operation.stage == stage)
        for event in Self.everyEvent {
            let rows = OperationTransition.table.filter { $0.from == stage && Self.covers($0.event, event) }
            do {
                let (next, _) = try operation.applying(event, at: Self.now)
                #expect(rows.contains { $0.to == next.stage }, "\(stage) \(event)")
                #expect(next.revision == operation.revision + 1)
                #expect(next.changedAt > operation.changedAt)
            } catch let refusal as Refusal {
                #expect(refusal.code == .cannotCancel && event == .cancelAsked(notifying: []) && operation.isPastReturn)
            } catch is ImpossibleTransition {
                #expect(rows.isEmpty, "\(stage) \(event)")
            }
        }
    }

    private static func covers(_ kind: OperationEvent.Kind, _ event: OperationEvent) -> Bool {
        if case .passed = event { return [.passed, .reachedPreview, .reachedProduction].contains(kind) }
        return String(describing: event).hasPrefix(kind.rawValue)
    }

    @Test func `the table has one row for each stage and event, and every stage can be reached`() {
        let keys = OperationTransition.table.map { "\($0.from) \($0.event)" }
        #expect(Set(keys).count == keys.count)
        var reached: Set<OperationStage> = [.queued]
        for _ in OperationStage.allCases {
            for row in OperationTransition.table where reached.contains(row.from) { reached.insert(row.to) }
        }
        #expect(reached == Set(OperationStage.allCases))
        #expect(Set(OperationTransition.table.map(\.event)) == Set(OperationEvent.Kind.allCases))
    }

    @Test func `a publish fills preview, and a go live production`() throws {
        let previewed = try Self.inStage(.previewed)
        #expect(previewed.steps.map(\.status) == [.complete, .complete, .waitingForPublisherReview, .notStarted])
        #expect(previewed.state == .succeeded)
        let last = try Self.after(.began(seconds: 0), .passed([]), .began(seconds: 0))
        #expect(
            try last.applying(.passed([]), at: Self.now).1 == [
                .place(.preview), .setStatus(.waitingForPublisherReview),
            ]
        )

        let signedOff = try Self.after(.signedOff, from: previewed)
        let goLive = OfferOperation.goLive(Self.offer, of: signedOff, Self.request(2))
        #expect(goLive.publishingVersion == 2)
        #expect(goLive.steps.map(\.status) == [.complete, .complete, .complete, .notStarted])
        let working = try goLive.applying(.began(seconds: 5), at: Self.now).0
        #expect(working.isPastReturn)
        #expect(working.cancellation == .cannotCancel)
        let (live, effects) = try working.applying(.passed([]), at: Self.now)
        #expect(effects == [.place(.production), .setStatus(.succeeded)])
        #expect(live.steps.allSatisfy { $0.status == .complete })
    }

    @Test func `a failure blocks the step, and a cancel puts preview back`() throws {
        let failed = try Self.after(.began(seconds: 0), .failed([StepMessage("No.", .error, at: Self.now)]))
        #expect(failed.steps[0].status == .blocked)
        #expect(failed.steps[0].messages.map(\.text) == ["No."])
        #expect(failed.steps[1].status == .notStarted)
        let (canceled, effects) = try Self.inStage(.previewed).applying(.cancelAsked(notifying: []), at: Self.now)
        #expect(effects == [.restorePreview, .setStatus(.canceled)])
        #expect(canceled.steps[2].status == .canceled)
        #expect(canceled.cancellation == .canceled)
    }

    @Test func `when the clock is set back a step's time begins anew`() throws {
        let working = try Self.after(.began(seconds: 600))
        let hourBefore = Self.now.advanced(bySeconds: -3_600)
        let again = try working.applying(.clockSetBack, at: hourBefore).0
        #expect(again.steps[0].startedAt == hourBefore)
        #expect(again.steps[0].due == hourBefore.advanced(bySeconds: 600))
        #expect(again.due == again.steps[0].due)
    }

    @Test(arguments: [(0, 0), (5, 50), (9, 90), (10, 99), (100, 99), (-5, 0)])
    func `progress moves with the clock and is whole only when the step is`(seconds: Int64, percent: Int) throws {
        let step = try Self.after(.began(seconds: 10)).steps[0]
        #expect(step.progress(at: Self.now.advanced(bySeconds: seconds)) == percent)
        #expect(try Self.inStage(.previewed).steps[0].progress(at: Self.now) == 100)
    }

    @Test func `an approver's yes lets the checks run again, a no rejects the step`() throws {
        let waiting = try Self.inStage(.awaitingApproval)
        let approved = try Self.after(.approved(who: "user y", comment: "Fine"), from: waiting)
        #expect(approved.stage == .working)
        #expect(approved.steps[0].approval == "user y")
        #expect(approved.due == Self.now)
        #expect(approved.steps[0].messages.last?.text == "Approved by user y: Fine")
        let rejected = try Self.after(.disapproved(who: "user y", comment: ""), from: waiting)
        #expect(rejected.stage == .failed)
        #expect(rejected.steps[0].status == .rejected)
    }
}
