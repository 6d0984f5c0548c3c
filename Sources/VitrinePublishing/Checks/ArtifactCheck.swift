import ExactJSON
package import VitrineCore
package import VitrineOfferTypes

/// What the files came to that a version leads to: each step says it of those that it is about.
///
/// Where files are fetched, the step waits until they are there. Where they are not, it says that the URLs were kept.
package struct ArtifactCheck: PublishCheck {
    package let name = "artifacts"
    package let enforcement = CheckEnforcement.enforced

    private let records: any ArtifactRecords
    private let registry: OfferTypeRegistry
    private let policy: ArtifactPolicy

    /// Most messages of one step.
    private static let mostMessages = 50

    /// How long until a step looks again whether its files are there, in seconds.
    static let pause: Int64 = 1

    package init(records: any ArtifactRecords, registry: OfferTypeRegistry, policy: ArtifactPolicy) {
        self.records = records
        self.registry = registry
        self.policy = policy
    }

    package func concerns(_ step: StepPlan, of operation: OfferOperation) -> Bool {
        operation.kind == .publish && ArtifactPurpose.allCases.contains { $0.step(of: operation) == step.id }
    }

    package func ask(about subject: CheckSubject) async throws -> CheckVerdict {
        let spots = try spots(about: subject)
        guard !spots.isEmpty else { return .passed([]) }
        guard policy == .fetch else { return .passed([StepMessage(.artifactsKept(spots.count), at: subject.now)]) }
        let version = subject.version
        let state = try await records.artifacts(of: subject.operation.name, version: version.version)
        guard state?.isPending != true else { return .later(subject.now.advanced(bySeconds: Self.pause), []) }
        let known = Dictionary((state?.artifacts ?? []).map { ($0.key, $0) }) { first, _ in first }
        return verdict(spots.flatMap { remarks(on: $0, known[$0.key]) }, at: subject.now)
    }

    /// The places that this step is about.
    private func spots(about subject: CheckSubject) throws -> [ArtifactSpot] {
        guard let type = registry[subject.operation.offerType] else { return [] }
        let limits = JSONLimits(maximumBytes: .max)
        let root = try JSONDocument(parsing: subject.version.definition, limits: limits).root
        return type.artifacts(in: root).filter { $0.purpose.step(of: subject.operation) == subject.step.plan.id }
    }

    private func remarks(on spot: ArtifactSpot, _ artifact: OfferArtifact?) -> [StepRemark] {
        let isError = spot.level == .error
        return switch artifact?.outcome {
        case .fetched(let facts):
            spot.problems(with: facts).map { .artifact($0.text, at: spot.place, isError: $0.level == .error) }
        case .failed(let reason, _):
            [.artifact("The file can't be fetched. \(reason)", at: spot.place, isError: isError)]
        case nil:
            [.artifact("The file was not fetched. Publish again.", at: spot.place, isError: isError)]
        }
    }

    private func verdict(_ remarks: [StepRemark], at now: Timestamp) -> CheckVerdict {
        // Errors come first, so that none of them is left out for a warning.
        let ordered = remarks.filter { $0.level == .error } + remarks.filter { $0.level != .error }
        let said = ordered.prefix(Self.mostMessages).map { StepMessage($0, at: now) }
        return ordered.first?.level == .error ? .failed(Array(said)) : .passed(Array(said))
    }
}

/// What a server does about the files that offers lead to.
package enum ArtifactPolicy: String, Sendable, CaseIterable {
    /// It reads them, keeps copies, and looks at what they are.
    case fetch

    /// It keeps the URLs as they are, and calls nobody.
    case keep
}

extension ArtifactPurpose {
    /// The step that says what is wrong with such files. Source: `publish-workflow`, section 4.
    fileprivate func step(of operation: OfferOperation) -> String? {
        let ids = operation.steps.map(\.plan.id)
        return steps.first(where: ids.contains) ?? ids.first
    }

    private var steps: [String] {
        switch self {
        case .prices, .legacyPrices, .audience, .document: [StepPlan.prerequisites, StepPlan.certification]
        case .disk, .solution, .package: [StepPlan.certification]
        case .testDrive: [StepPlan.testDrive, StepPlan.certification]
        case .image: [StepPlan.packaging, StepPlan.certification]
        }
    }
}
