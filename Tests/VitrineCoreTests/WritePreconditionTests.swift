import Testing
import VitrineCore
import VitrineTestKit

/// The table of wire contract, section 3, "Concurrency on PUT and DELETE", row by row.
struct WritePreconditionTests {
    enum Stored: Sendable {
        case absent, present
    }

    /// A condition on tags; `current` is the stored offer's tag.
    enum Condition: Sendable {
        case none, any, current, stale, future, foreign, listWithCurrent, listWithoutCurrent
    }

    enum Answer: Sendable {
        case allowed
        case refused(Refusal.Code)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var ifMatch = Condition.none
        var ifNoneMatch = Condition.none
        let stored: Stored
        let deployed: Answer
        let documented: Answer

        /// A row with an answer under each profile; `documented` is `deployed` unless told otherwise.
        init(
            ifMatch: Condition = .none,
            ifNoneMatch: Condition = .none,
            _ stored: Stored,
            _ deployed: Answer,
            documented: Answer? = nil
        ) {
            self.ifMatch = ifMatch
            self.ifNoneMatch = ifNoneMatch
            self.stored = stored
            self.deployed = deployed
            self.documented = documented ?? deployed
        }

        var testDescription: String { "If-Match \(ifMatch), If-None-Match \(ifNoneMatch), \(stored)" }
    }

    static let failed = Answer.refused(.preconditionFailed)
    static let required = Answer.refused(.ifMatchRequired)

    static let replacing = [
        Row(.absent, .allowed),
        Row(.present, .allowed, documented: required),
        Row(ifMatch: .any, .absent, .allowed),
        Row(ifMatch: .any, .present, .allowed),
        Row(ifMatch: .current, .present, .allowed),
        Row(ifMatch: .listWithCurrent, .present, .allowed),
        Row(ifMatch: .stale, .present, failed),
        Row(ifMatch: .future, .present, failed),
        Row(ifMatch: .foreign, .present, failed),
        Row(ifMatch: .listWithoutCurrent, .present, failed),
        Row(ifMatch: .current, .absent, failed),
        Row(ifMatch: .foreign, .absent, failed),
        Row(ifNoneMatch: .any, .present, failed),
        Row(ifNoneMatch: .any, .absent, .allowed),
        Row(ifNoneMatch: .current, .present, failed),
        Row(ifNoneMatch: .listWithCurrent, .present, failed),
        Row(ifNoneMatch: .stale, .present, .allowed, documented: required),
        Row(ifNoneMatch: .foreign, .present, .allowed, documented: required),
        Row(ifNoneMatch: .stale, .absent, .allowed),
        Row(ifMatch: .any, ifNoneMatch: .any, .present, failed),
        Row(ifMatch: .any, ifNoneMatch: .any, .absent, .allowed),
        Row(ifMatch: .current, ifNoneMatch: .any, .present, failed),
        Row(ifMatch: .current, ifNoneMatch: .current, .present, failed),
        Row(ifMatch: .current, ifNoneMatch: .stale, .present, .allowed),
        Row(ifMatch: .stale, ifNoneMatch: .stale, .present, failed),
        Row(ifMatch: .current, ifNoneMatch: .any, .absent, failed),
    ]

    static let deleting = [
        Row(.absent, .allowed),
        Row(ifMatch: .any, .absent, .allowed),
        Row(ifMatch: .current, .absent, failed),
        Row(ifMatch: .foreign, .absent, failed),
        Row(.present, required),
        Row(ifMatch: .any, .present, .allowed),
        Row(ifMatch: .current, .present, .allowed),
        Row(ifMatch: .listWithCurrent, .present, .allowed),
        Row(ifMatch: .stale, .present, failed),
        Row(ifMatch: .future, .present, failed),
        Row(ifMatch: .foreign, .present, failed),
        Row(ifMatch: .current, ifNoneMatch: .any, .present, failed),
        Row(ifMatch: .any, ifNoneMatch: .stale, .present, .allowed),
    ]

    @Test(arguments: replacing)
    func `a PUT is let through or refused as the table says`(row: Row) {
        let offer = row.stored == .present ? Self.offer : nil
        let precondition = Self.precondition(row)
        Self.expect(row.deployed) { () throws(Refusal) in
            try precondition.checkReplacing(offer, requiringIfMatch: false)
        }
        Self.expect(row.documented) { () throws(Refusal) in
            try precondition.checkReplacing(offer, requiringIfMatch: true)
        }
    }

    @Test(arguments: deleting)
    func `a DELETE is let through or refused as the table says`(row: Row) {
        let precondition = Self.precondition(row)
        let offer = row.stored == .present ? Self.offer : nil
        Self.expect(row.deployed) { () throws(Refusal) in try precondition.checkDeleting(offer) }
    }

    @Test(arguments: (replacing + deleting).filter { $0.stored == .present })
    func `a failed precondition on an offer names its current tag`(row: Row) {
        guard case .refused(.preconditionFailed) = row.deployed else { return }
        let refusal = #expect(throws: Refusal.self) { try Self.precondition(row).checkDeleting(Self.offer) }
        #expect(refusal?.message.contains(Self.offer.draftTag.description) == true)
    }

    private static let offer = Offer.fixture().editingDraft(at: .fixture.advanced(bySeconds: 60))

    private static func precondition(_ row: Row) -> WritePrecondition {
        WritePrecondition(ifMatch: tags(row.ifMatch), ifNoneMatch: tags(row.ifNoneMatch))
    }

    private static func tags(_ condition: Condition) -> WritePrecondition.TagCondition? {
        let current = offer.draftTag
        let stale = EntityTag(offer.draftContentTime.advanced(byTicks: -1))
        let future = EntityTag(offer.newestTime.advanced(byTicks: 1))
        return switch condition {
        case .none: nil
        case .any: .any
        case .current: .tags([current])
        case .stale: .tags([stale])
        case .future: .tags([future])
        case .foreign: .tags([])
        case .listWithCurrent: .tags([stale, current, future])
        case .listWithoutCurrent: .tags([stale, future])
        }
    }

    private static func expect(_ answer: Answer, of check: () throws(Refusal) -> Void) {
        do {
            try check()
            guard case .refused(let code) = answer else { return }
            Issue.record("should be refused: \(code)")
        } catch {
            guard case .refused(let code) = answer else {
                Issue.record("should be allowed, but: \(error)")
                return
            }
            #expect(error.code == code)
        }
    }
}
