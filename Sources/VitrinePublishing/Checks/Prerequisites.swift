import ExactJSON
import VitrineCore
import VitrineOfferTypes

/// What a draft must have to be published, as far as the registry knows.
///
/// What can't be published at all is refused with every finding at once; fields that the registry says are required and
/// that aren't there are said as warnings.
struct Prerequisites {
    private let draft: OfferSnapshot
    private let type: OfferType?

    init(_ draft: OfferSnapshot, _ type: OfferType?) {
        self.draft = draft
        self.type = type
    }

    /// What there is to say in the first step.
    ///
    /// - Throws: ``Refusal`` with code `validationFailed`, a row in `details` for each finding.
    func check(at now: Timestamp) throws -> [StepMessage] {
        let root = try JSONDocument(parsing: draft.definition, limits: JSONLimits(maximumBytes: .max)).root
        let findings = Self.findings(in: root)
        guard findings.isEmpty else {
            throw Refusal(
                .validationFailed,
                "The offer can't be published as it is: \(findings.count) finding\(findings.count == 1 ? "" : "s").",
                details: findings
            )
        }
        return unchanged(at: now) + missing(in: root, at: now)
    }

    private static func findings(in root: JSONValue) -> [Refusal.Detail] {
        guard let plans = root["plans"], plans.kind == .array, plans.elements.contains(where: { _ in true }) else {
            return [finding("An offer needs at least one plan.", ["plans"])]
        }
        var findings: [Refusal.Detail] = []
        var seen: Set<String> = []
        for (index, plan) in plans.elements.enumerated() {
            let place = ["plans", String(index), "planId"]
            guard let id = plan["planId"]?.string, !id.isEmpty else {
                findings.append(finding("A plan needs a planId.", place))
                continue
            }
            if !seen.insert(id.asciiFolded).inserted {
                findings.append(finding("The planId '\(id)' is there twice.", place))
            }
        }
        return findings
    }

    private static func finding(_ message: String, _ tokens: [String]) -> Refusal.Detail {
        Refusal.Detail(
            code: .validationFailed,
            message: message,
            target: JSONPointer(tokens: ["definition"] + tokens)
        )
    }

    private func unchanged(at now: Timestamp) -> [StepMessage] {
        let offer = draft.offer
        guard offer.draftVersion > 1, offer.draftContentTime < offer.draftChangedTime else { return [] }
        return [StepMessage(.unchanged(since: offer.draftVersion - 1), at: now)]
    }

    private func missing(in root: JSONValue, at now: Timestamp) -> [StepMessage] {
        let required = type?.fields.filter { $0.required == "yes" && $0.level == .offer && !$0.key.contains("*") } ?? []
        let missing = required.filter { root["offer"]?[$0.key] == nil }.map(\.key)
        return missing.isEmpty ? [] : [StepMessage(.missingFields(missing), at: now)]
    }
}
