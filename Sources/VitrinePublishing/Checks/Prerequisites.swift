import ExactJSON
import VitrineCore
import VitrineOfferTypes

/// What a draft must have to be published: the rules of its type.
///
/// Errors refuse the publish, all of them at once; warnings are said in its first step.
struct Prerequisites {
    let draft: OfferSnapshot
    let findings: Findings
    let policy: ValidationPolicy

    /// Most warnings that a step says.
    private static let mostWarnings = 50

    /// What there is to say in the first step.
    ///
    /// - Throws: ``Refusal`` with code `validationFailed`, a row in `details` for each error.
    func messages(at now: Timestamp) throws(Refusal) -> [StepMessage] {
        let errors = findings.errors.filter(refuses)
        guard errors.isEmpty else {
            throw Refusal(
                .validationFailed,
                "The offer can't be published as it is: \(errors.count) finding\(errors.count == 1 ? "" : "s").",
                details: errors.map(\.detail)
            )
        }
        return unchanged(at: now) + warnings(at: now)
    }

    /// Without plans, or with plans that can't be told apart, there is nothing to publish, whatever the policy.
    private func refuses(_ finding: Finding) -> Bool {
        guard finding.level == .error else { return false }
        let place = finding.pointer.tokens
        let isAboutPlans = place == ["plans"] || (place.first == "plans" && place.count == 3 && place.last == "planId")
        return policy == .enforced || isAboutPlans
    }

    private func unchanged(at now: Timestamp) -> [StepMessage] {
        let offer = draft.offer
        guard offer.draftVersion > 1, offer.draftContentTime < offer.draftChangedTime else { return [] }
        return [StepMessage(.unchanged(since: offer.draftVersion - 1), at: now)]
    }

    private func warnings(at now: Timestamp) -> [StepMessage] {
        let warnings = findings.all.filter { !refuses($0) }
        let said = warnings.prefix(Self.mostWarnings).map { finding in
            StepMessage(.finding(finding.message, at: finding.place), at: now)
        }
        let left = warnings.count - said.count
        return left > 0 ? said + [StepMessage(.moreFindings(left), at: now)] : said
    }
}

extension Finding {
    fileprivate var detail: Refusal.Detail { Refusal.Detail(code: code.rawValue, message: message, target: place) }
}
