import Dispatch
import ExactJSON
package import VitrineCore

extension OfferType {
    /// Everything that stands against publishing a definition of this type, and that its publisher should know.
    ///
    /// `live` is what is in production now, where something is. Time grows in line with the document. Source: the offer types
    /// reference, and `publish-workflow` section 6 for what may change.
    package func findings(
        in document: ValidatedDocument,
        live: ValidatedDocument? = nil,
        at now: Timestamp
    ) -> Findings {
        var validation = Validation(type: self, document: document, live: live, now: now)
        validation.run()
        return validation.findings
    }
}

extension OfferType {
    /// The same as ``findings(in:live:at:)`` for callers on a thread that serves others: the largest take half a second and
    /// more, and stand in line for one thread of their own.
    package func findingsAside(
        in document: ValidatedDocument,
        live: ValidatedDocument?,
        at now: Timestamp
    ) async -> Findings {
        guard document.byteCount > Self.mostBytesInPlace else { return findings(in: document, live: live, at: now) }
        return await withCheckedContinuation { continuation in
            Self.validating.async {
                continuation.resume(returning: self.findings(in: document, live: live, at: now))
            }
        }
    }

    /// A document up to this size is looked at where its caller is: that takes milliseconds.
    private static let mostBytesInPlace = 65_536

    private static let validating = DispatchQueue(label: "vitrine.validate")
}

/// One walk through a definition along the rules of its type.
struct Validation {
    let type: OfferType
    let document: ValidatedDocument
    let live: ValidatedDocument?
    let now: Timestamp
    var findings = Findings()

    /// Fields whose words are compared without case, in conditions too.
    let folded: Set<String>

    /// What was asked of the offer and of all plans: each plan asks the same.
    var answers: [Question: Bool] = [:]
    private let keys: Set<String>

    init(type: OfferType, document: ValidatedDocument, live: ValidatedDocument?, now: Timestamp) {
        self.type = type
        self.document = document
        self.live = live
        self.now = now
        folded = Set(type.fields.filter { $0.rule?.choicesFold == true }.map(\.key))
        keys = Set(type.fields.filter { $0.rule != nil }.map { "\($0.level.rawValue) \($0.key)" })
    }

    mutating func run() {
        let offer = document.offer
        let plans = document.plans
        for field in type.fields {
            guard let rule = field.rule else { continue }
            let holders = holders(of: field.level, offer, plans)
            let names = FieldKey(field.keyInHolder).names
            let outer = outerField(of: field, names)
            for holder in holders { check(rule, names, outer: outer, of: field, in: holder) }
        }
        for set in type.sets {
            for holder in holders(of: set.level, offer, plans) { check(set, in: holder) }
        }
        checkPlans(plans)
        checkPrices(plans)
        if let live { checkChanges(since: live) }
    }

    func holders(of level: OfferField.Level, _ offer: Spot, _ plans: [Spot]) -> [Spot] {
        switch level {
        case .offer: [offer]
        case .plan: plans
        case .definition: [document.definition]
        // What stands beside the definition was looked at when it came in.
        case .root: []
        }
    }

    mutating func note(_ code: Finding.Code, _ level: Finding.Level, _ spot: Spot, _ message: @autoclosure () -> String)
    {
        findings.add(level) { Finding(code, level, at: spot.pointer, message()) }
    }

    /// Where `names` lead to from a spot.
    mutating func places(_ names: ArraySlice<String>, from start: Spot) -> [Spot] {
        let places = document.spots(names, from: start)
        findings.placeCount += places.count
        return places
    }

    // MARK: - Fields

    /// How many of the names lead to the innermost field that this one is inside of; `nil` when it is inside of none.
    private func outerField(of field: OfferField, _ names: [String]) -> Int? {
        (1..<max(1, names.count)).last { count in
            keys.contains("\(field.level.rawValue) \(names.prefix(count).joined(separator: "."))")
        }
    }

    private mutating func check(
        _ rule: FieldRule,
        _ names: [String],
        outer: Int?,
        of field: OfferField,
        in holder: Spot
    ) {
        // When the field around it is missing, that one says so.
        if let outer, !names[..<outer].contains(FieldKey.any),
            places(names[..<outer], from: holder).allSatisfy(document.isMissing)
        {
            return
        }
        for spot in places(names[...], from: holder) {
            guard document.isMissing(spot) else {
                if field.isSecret {
                    if let value = document.secretValues[spot.pointer] { check(secret: value, rule, at: spot) }
                } else if let value = spot.value {
                    check(value, rule, at: spot, .error)
                }
                continue
            }
            if isNeeded(rule.need, in: holder) {
                note(.required, rule.needSeverity ?? rule.severity ?? .error, spot, "\(field.key) is needed.")
            } else if let value = spot.value, value.kind == .string, !rule.allowsEmpty {
                check(value, rule, at: spot, .error)
            }
        }
    }

    // MARK: - Sets

    private mutating func check(_ set: FieldSet, in holder: Spot) {
        guard set.conditions.allSatisfy({ holds($0, in: holder) }) else { return }
        if let unless = set.unless, holds(unless, in: holder) { return }
        let lacking = set.requires.filter { !isGiven($0, in: holder) }
        if !lacking.isEmpty {
            let list = lacking.map(\.key.text).joined(separator: ", ")
            note(.incomplete, set.severity, holder, "\(set.message) Missing: \(list).")
        }
        if !set.requiresOneOf.isEmpty, !set.requiresOneOf.contains(where: { isGiven($0, in: holder) }) {
            note(.incomplete, set.severity, holder, set.message)
        }
        let odd = set.forbids.filter { isGiven($0, in: holder) }
        if !odd.isEmpty {
            let list = odd.map(\.key.text).joined(separator: ", ")
            note(.notTogether, set.severity, holder, "\(set.message) Take out: \(list).")
        }
    }
}

extension OfferField {
    /// The key from the object in which the field stands.
    var keyInHolder: String {
        level == .definition && key.hasPrefix("definition.") ? String(key.dropFirst("definition.".count)) : key
    }
}
