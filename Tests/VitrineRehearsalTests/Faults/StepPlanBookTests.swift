import Testing
import VitrineCore
import VitrineRehearsal

struct StepPlanBookTests {
    private let vm = OfferName(publisher: PublisherID(stored: "contoso"), offer: OfferID(stored: "vm"))
    private let other = OfferName(publisher: PublisherID(stored: "fabrikam"), offer: OfferID(stored: "vm"))

    private func book(_ rules: String) throws -> StepPlanBook {
        StepPlanBook(rules: try Sample.scenario("steps:\n" + rules).steps)
    }

    private func operation(_ number: UInt64, of offer: OfferName? = nil, isPublish: Bool = true) -> PlannedOperation {
        PlannedOperation(id: GUID(high: 0, low: number), offer: offer ?? vm, isPublish: isPublish)
    }

    @Test(arguments: [
        ("{}", "displaycertify", 1, true), ("{step: displaycertify}", "displaycertify", 9, true),
        ("{step: displaycertify}", "live", 1, false), ("{step: display*}", "displaypackage", 1, true),
        ("{publisher: CONTOSO}", "live", 1, true), ("{publisher: fabrikam}", "live", 1, false),
        ("{offer: v*}", "live", 1, true),
        ("{offer: x}", "live", 1, false), ("{publish: 2}", "live", 1, false), ("{publish: 2}", "live", 2, true),
        ("{publish: [1, 3]}", "live", 3, true), ("{publish: {every: 2}}", "live", 3, false),
        ("{publish: {first: 2}}", "live", 2, true),
    ])
    func `a rule is about the steps that it names`(match: String, step: String, publish: Int, fits: Bool) throws {
        let book = try book("  - {match: \(match), verdict: fail}")
        #expect((book.rule(for: vm, step: step, publish: publish) != nil) == fits)
    }

    @Test
    func `of several rules the first counts`() throws {
        let book = try book(
            "  - {match: {step: live, publish: 1}, duration: 1d}\n  - {match: {step: live}, duration: 2d}"
        )
        #expect(book.rule(for: vm, step: "live", publish: 1)?.duration?.seconds == 86_400)
        #expect(book.rule(for: vm, step: "live", publish: 2)?.duration?.seconds == 172_800)
    }

    @Test
    func `publishes are counted by their operations, for each offer on its own`() throws {
        let book = try book(
            "  - {match: {publish: 1}, verdict: fail, duration: 3s, messages: [{level: error, text: No.}]}"
        )
        #expect(book.outcome(of: "live", in: operation(1))?.verdict == .fail)
        #expect(book.duration(of: "displaycertify", in: operation(1))?.seconds == 3)
        #expect(book.outcome(of: "live", in: operation(2)) == nil)
        #expect(
            book.outcome(of: "live", in: operation(3, of: other))?.messages.map(\.text) == [
                "No."
            ]
        )
        book.replace(rules: try Sample.scenario("steps:\n  - {match: {publish: 1}, verdict: pass}").steps)
        #expect(book.outcome(of: "live", in: operation(2))?.verdict == .pass)
        book.replace(rules: [])
        #expect(book.outcome(of: "live", in: operation(2)) == nil)
    }

    @Test
    func `a step says later as often as it is told, and then passes`() throws {
        let book = try book("  - {verdict: later, again: 5s, times: 2}")
        let later = StepRule.Verdict.later(again: ScenarioDuration(seconds: 5), times: 2)
        let verdicts = (0..<4).map { _ in
            book.outcome(of: "live", in: operation(1))?.verdict
        }
        #expect(verdicts == [later, later, .pass, .pass])
        #expect(book.outcome(of: "displaycertify", in: operation(1))?.verdict == later)
    }

    @Test
    func `what was counted at a time is recalled, whatever came after`() throws {
        let book = try book("  - {match: {publish: 2}, verdict: later, times: 2}")
        let isLater = { (number: UInt64) in
            if case .later = book.outcome(of: "live", in: operation(number))?.verdict { true } else { false }
        }
        #expect([isLater(1), isLater(2)] == [false, true])
        let counts = book.counts
        for _ in 1...2 {
            #expect([isLater(2), isLater(2), isLater(3)] == [true, false, false])
            book.recall(counts)
        }
    }

    @Test
    func `later is once and a minute where nothing else is said`() throws {
        let book = try book("  - {verdict: later}")
        let verdicts = (0..<2).map { _ in
            book.outcome(of: "live", in: operation(1))?.verdict
        }
        #expect(verdicts == [.later(again: ScenarioDuration(seconds: 60), times: 1), .pass])
    }

    @Test
    func `a rule that has messages alone says something, one that has a duration alone doesn't`() throws {
        let book = try book("  - {match: {step: live}, messages: [{text: Hm.}]}\n  - {duration: 1d}")
        #expect(book.saysSomething(of: "live", in: operation(1)))
        #expect(!book.hasVerdict(for: "live", in: operation(1)))
        #expect(!book.saysSomething(of: "displaycertify", in: operation(1)))
    }

    @Test
    func `the first publish of each offer fails in certification, and says why`() throws {
        let book = StepPlanBook(rules: try Sample.library().scenario("certification-fails-on-image").steps)
        #expect(book.outcome(of: "displaydummycertify", in: operation(1)) == nil)
        let outcome = book.outcome(of: "displaycertify", in: operation(1))
        #expect(outcome?.verdict == .fail)
        #expect(outcome?.messages.first?.level == .error)
        #expect(book.outcome(of: "displaycertify", in: operation(2)) == nil)
    }

    @Test(arguments: ["displaypackage", "displaypreview", "displaylead"])
    func `what comes before the sign-off takes a day`(step: String) throws {
        let book = StepPlanBook(rules: try Sample.library().scenario("sign-off-takes-a-day").steps)
        #expect(book.duration(of: step, in: operation(1))?.seconds == 86_400)
        #expect(book.duration(of: "displaycertify", in: operation(1)) == nil)
    }

    @Test
    func `what follows a publish has its number, and is none itself`() throws {
        let book = try book("  - {match: {step: live, publish: 2}, verdict: fail}")
        #expect(book.outcome(of: "live", in: operation(1)) == nil)
        #expect(book.outcome(of: "live", in: operation(2, isPublish: false)) == nil)
        #expect(book.outcome(of: "live", in: operation(3))?.verdict == .fail)
        #expect(book.outcome(of: "live", in: operation(4, isPublish: false))?.verdict == .fail)
        #expect(book.outcome(of: "live", in: operation(5)) == nil)
    }
}
