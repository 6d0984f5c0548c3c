import VitrineCore
import VitrineOfferTypes
package import VitrinePublishing
package import VitrineRehearsal

/// What is to be rehearsed.
package struct RehearsalOrder: Sendable {
    private let library: ScenarioLibrary
    package let scenario: Scenario
    private let pace: Pace
    private let client: RehearsalClient

    /// A scenario, at a pace that may be given beside it, for a client with what it brings.
    ///
    /// - Throws: `ScenarioError`; `RegistryError` for an operator's offer types.
    package init(
        _ nameOrPath: String,
        pace: Pace? = nil,
        client: RehearsalClient = RehearsalClient(id: nil, secret: nil),
        settings: ServerSettings,
        reading: @escaping ScenarioLibrary.ReadFile
    ) throws {
        library = ScenarioLibrary(words: try Self.words(settings), reading: reading)
        scenario = try library.scenario(nameOrPath).admitting(client)
        self.pace = pace ?? scenario.pace.flatMap { Pace.named($0) } ?? .instant
        self.client = client
    }

    /// What scenarios may name on a server of these settings.
    package static func words(_ settings: ServerSettings) throws -> ScenarioWords {
        let own = settings.offerTypes.isEmpty ? [] : try RegistryFile.all(inDirectory: settings.offerTypes)
        let registry = try Registry.reading(own: own)
        let steps = registry.workflows.all.flatMap { $0.steps.map(\.plan.id) }
        return ScenarioWords(offerTypes: registry.offerTypes.types.map(\.id.description), steps: Set(steps).sorted())
    }

    func parts(_ settings: ServerSettings) -> RehearsalParts {
        RehearsalParts(
            scenario: scenario,
            library: library,
            clock: RehearsalClock(scenario.clock, beside: SystemClock()),
            book: StepPlanBook(rules: scenario.steps),
            pace: pace,
            client: client,
            approver: settings.approver ?? (scenario.asksSomebody ? scenario.seed.publishers.first?.id : nil)
        )
    }
}

extension Scenario {
    /// Whether a step of it waits for a person.
    fileprivate var asksSomebody: Bool { steps.contains { $0.verdict == .ask } }
}
