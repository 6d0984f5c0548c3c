/// Fields that belong together: which of them must be there, given others.
struct FieldSet: Sendable {
    let name: String
    let level: OfferField.Level

    /// It is asked when all of these hold, and `unless` doesn't.
    let conditions: [Condition]
    let unless: Condition?

    let requires: [KeyReference]
    let requiresOneOf: [KeyReference]
    let forbids: [KeyReference]
    let severity: Finding.Level

    /// A sentence that says what is wrong.
    let message: String
}

/// What must hold of an offer's plans as a whole.
struct PlanRules: Sendable {
    var least = 0
    var leastUnless: Condition?
    var leastSeverity = Finding.Level.error
    var most: Int?
    var mostPrivate: Int?
    var mostSeverity = Finding.Level.error

    /// A plan that has it is private.
    var privateKey: FieldKey?

    /// The member that tells plans apart; `nil` where nothing does.
    var idKey: String?

    /// Whether ids are told apart, without case.
    var hasUniqueIDs = false
    var idPattern: FieldPattern?
    var idPatternSeverity = Finding.Level.warning

    /// Arrays in plans whose items' ids must not be those of plans or of one another.
    var idsAlsoIn: [(key: String, idKey: String)] = []

    /// Objects with at most so many members.
    var mostEntries: [(key: String, count: Int, severity: Finding.Level)] = []

    /// Arrays that are as long in every member of an object; with `fixed`, as long as in what is live.
    var sameCount: [(key: String, member: String, isFixedAfterLive: Bool, severity: Finding.Level)] = []

    /// Fields that are alike in all plans.
    var sameValue: [(key: FieldKey, severity: Finding.Level)] = []

    /// Objects whose names are versions: one that is added comes after those that are live.
    var risingKeys: [(key: String, severity: Finding.Level)] = []
}
