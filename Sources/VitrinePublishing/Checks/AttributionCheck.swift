import ExactJSON
package import VitrineCore
package import VitrineOfferTypes

/// Whether the templates of solutions say whom their usage counts for. Advice: a solution may be published without.
///
/// Source: `publish-workflow`, section 4, "attribution".
package struct AttributionCheck: PublishCheck {
    package let name = "attribution"
    package let enforcement = CheckEnforcement.advisory

    private let records: any ArtifactRecords
    private let registry: OfferTypeRegistry

    package init(records: any ArtifactRecords, registry: OfferTypeRegistry) {
        self.records = records
        self.registry = registry
    }

    package func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool {
        operation.kind == .publish && step.id == StepPlan.attribution
    }

    /// Says what packages lack that were fetched, once they are; of others the certification says what is wrong.
    package func ask(about subject: CheckSubject) async throws -> CheckVerdict {
        let state = try await records.artifacts(of: subject.operation.name, version: subject.version.version)
        guard let state, let type = registry[subject.operation.offerType] else { return .passed([]) }
        guard !state.isPending else { return .later(subject.now.advanced(bySeconds: ArtifactCheck.pause), []) }
        let limits = JSONLimits(maximumBytes: .max)
        let root = try JSONDocument(parsing: subject.version.definition, limits: limits).root
        let known = Dictionary(state.artifacts.map { ($0.key, $0) }) { first, _ in first }
        let lacking = type.artifacts(in: root).filter { spot in
            guard spot.purpose == .solution, let facts = known[spot.key]?.facts else { return false }
            return Attributions(facts)?.ids.isEmpty == true
        }
        return .passed(lacking.map { StepMessage(.noAttribution(at: $0.place), at: subject.now) })
    }
}
