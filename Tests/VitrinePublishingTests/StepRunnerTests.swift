import Logging
import Testing
import VitrineCore
import VitrinePublishing
import VitrineTestKit

/// What a step's checks say, and what becomes of the step.
struct StepRunnerTests {
    /// A check that says what it is told to.
    struct Saying: PublishCheck {
        let name: String
        var enforcement = CheckEnforcement.enforced
        let verdict: @Sendable (CheckSubject) throws -> CheckVerdict

        func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool { step.id == "one" }

        func ask(about subject: CheckSubject) async throws -> CheckVerdict { try verdict(subject) }
    }

    struct Broken: Error {}

    private static func says(_ text: String, _ level: StepMessage.Level = .information) -> [StepMessage] {
        [StepMessage(text, level, at: .fixture)]
    }

    private static let yes = Saying(name: "yes") { _ in .passed(says("Yes.")) }
    private static let no = Saying(name: "no") { _ in .failed(says("No.", .error)) }
    private static let later = Saying(name: "later") { .later($0.now.advanced(bySeconds: 30), says("Later.")) }
    private static let approval = Saying(name: "approval") { _ in .needsApproval(says("Who?")) }
    private static let broken = Saying(name: "broken") { _ in throw Broken() }
    private static let mild = Saying(name: "mild", enforcement: .advisory) { _ in .failed(says("Hm.", .error)) }
    private static let mildBroken = Saying(name: "mild", enforcement: .advisory) { _ in throw Broken() }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let checks: [any PublishCheck]
        let event: OperationEvent.Kind
        let texts: [String]

        init(_ name: String, _ checks: [any PublishCheck], _ event: OperationEvent.Kind, _ texts: [String]) {
            testDescription = name
            self.checks = checks
            self.event = event
            self.texts = texts
        }
    }

    @Test(arguments: [
        Row("nothing to ask", [], .passed, ["Done."]),
        Row("yes", [yes], .passed, ["Yes.", "Done."]),
        Row("one no among several, and all are heard", [yes, no, yes], .failed, ["Yes.", "No.", "Yes."]),
        Row("a no counts more than later", [later, no], .failed, ["Later.", "No."]),
        Row("later counts more than an approval", [approval, later], .postponed, ["Who?", "Later."]),
        Row("an approval is needed", [yes, approval], .approvalNeeded, ["Yes.", "Who?"]),
        Row(
            "a check that breaks says no",
            [broken],
            .failed,
            ["The check 'broken' could not be carried out. Publish again later."]
        ),
        Row("advice is only said", [mild], .passed, ["Hm.", "Done."]),
        Row(
            "advice that breaks is only mentioned",
            [mildBroken],
            .passed,
            ["The check 'mild' could not be carried out.", "Done."]
        ),
    ])
    func `the worst answer counts`(row: Row) async throws {
        let event = try await Self.event(of: row.checks)
        let (kind, messages): (OperationEvent.Kind, [StepMessage]) =
            switch event {
            case .passed(let said): (.passed, said)
            case .failed(let said): (.failed, said)
            case .postponed(let until, let said):
                (until == .fixture.advanced(bySeconds: 30) ? .postponed : .began, said)
            case .approvalNeeded(let said): (.approvalNeeded, said)
            default: (.began, [])
            }
        #expect(kind == row.event)
        #expect(messages.map(\.text) == row.texts)
        if row.event == .passed { #expect(!messages.contains { $0.level == .error }) }
    }

    @Test func `a step that was approved is not asked about again`() async throws {
        try await Self.withWorking { store, operation in
            let check = ManualApproval(by: .contoso)
            let subject = { (step: Step, version: OfferSnapshot) in
                CheckSubject(operation: operation, step: step, version: version, now: .fixture)
            }
            let version = try await store.found(.fixture(), .version(1))
            let verdict = try await check.ask(about: subject(operation.steps[0], version))
            guard case .needsApproval = verdict else {
                Issue.record("it asks for nobody's yes")
                return
            }
            let waiting = try operation.applying(.approvalNeeded([]), at: .fixture).0
            let approved = try waiting.applying(.approved(who: "user y", comment: ""), at: .fixture).0
            #expect(try await check.ask(about: subject(approved.steps[0], version)) == .passed([]))
        }
    }

    @Test(arguments: [
        (#"{"decision":"accept"}"#, OperationEvent.Kind.passed, ["Done."]),
        (#"{"decision":"accept","messages":["Nice"]}"#, .passed, ["Nice", "Done."]),
        (#"{"decision":"reject"}"#, .failed, ["The external check said no."]),
        (#"{"decision":"reject","messages":["A","B",1]}"#, .failed, ["A", "B"]),
        (#"{"decision":"later","retryAfterSeconds":30,"messages":["Wait"]}"#, .postponed, ["Wait"]),
        (
            #"{"decision":"maybe"}"#, .failed,
            ["The check 'external check' could not be carried out. Publish again later."]
        ),
        ("", .failed, ["The check 'external check' could not be carried out. Publish again later."]),
        ("[]", .failed, ["The check 'external check' could not be carried out. Publish again later."]),
    ])
    func `what a service answers`(answer: String, event: OperationEvent.Kind, texts: [String]) async throws {
        let check = Saying(name: "external check") { _ in .passed([]) }
        let external = ExternalCheck { _, body in
            #expect(String(decoding: body, as: UTF8.self).contains(#""publisherId":"Contoso""#))
            return Array(answer.utf8)
        }
        #expect(!external.concerns(check.plan, of: try await Self.working()))
        let outcome = try await Self.event(of: [Everywhere(check: external)])
        let messages: [StepMessage] =
            switch outcome {
            case .passed(let said), .failed(let said), .postponed(_, let said): said
            default: []
            }
        #expect(messages.map(\.text) == texts)
        #expect(String(describing: outcome).hasPrefix(event.rawValue))
    }

    /// A check that is asked in every step.
    struct Everywhere: PublishCheck {
        let check: any PublishCheck
        var name: String { check.name }
        var enforcement: CheckEnforcement { check.enforcement }

        func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool { true }

        func ask(about subject: CheckSubject) async throws -> CheckVerdict { try await check.ask(about: subject) }
    }

    // MARK: -

    private static func working() async throws -> OfferOperation {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher(id: .contoso, name: "Contoso"))
            try await store.put(.fixture())
            return try await store.apply(.began(seconds: 0), to: store.beginPublish(.fixture()))
        }
    }

    private static func withWorking<Value>(
        _ work: (any Backend.Store, OfferOperation) async throws -> Value
    ) async throws -> Value {
        try await Backend.sqlite.withStore { store in
            try await store.add(Publisher(id: .contoso, name: "Contoso"))
            try await store.put(.fixture())
            let operation = try await store.apply(.began(seconds: 0), to: store.beginPublish(.fixture()))
            return try await work(store, operation)
        }
    }

    private static func event(of checks: [any PublishCheck]) async throws -> OperationEvent {
        try await withWorking { store, operation in
            let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
            let runner = StepRunner(offers: store, checks: checks, clock: TestClock(.fixture), logger: logger)
            return try await runner.event(for: operation)
        }
    }
}

extension StepRunnerTests.Saying {
    /// A step that no workflow has.
    fileprivate var plan: StepPlan { StepPlan.short[0] }
}
