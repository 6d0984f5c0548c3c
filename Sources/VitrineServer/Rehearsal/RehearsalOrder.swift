import VitrineCore
import VitrineOfferTypes
package import VitrinePublishing
package import VitrineRehearsal

/// What is to be rehearsed.
package struct RehearsalOrder: Sendable {
    private let scenarios: RehearsalScenarios
    package let scenario: Scenario

    /// A scenario, at a pace and a speed of the clock that may be given beside it, for clients with what they bring, the
    /// first of them first.
    ///
    /// - Throws: `ScenarioError`; `RegistryError` for an operator's offer types.
    package init(
        _ nameOrPath: String,
        pace: Pace? = nil,
        speed: Int? = nil,
        clients: [RehearsalClient] = [],
        settings: ServerSettings,
        reading: @escaping ScenarioLibrary.ReadFile
    ) throws {
        scenarios = RehearsalScenarios(
            library: ScenarioLibrary(words: try Self.words(settings), reading: reading),
            clients: clients,
            speed: speed,
            pace: pace,
            usualPace: settings.pace
        )
        scenario = try scenarios.scenario(nameOrPath)
    }

    /// What scenarios may name on a server of these settings.
    package static func words(_ settings: ServerSettings) throws -> ScenarioWords {
        let own = settings.offerTypes.isEmpty ? [] : try RegistryFile.all(inDirectory: settings.offerTypes)
        let registry = try Registry.reading(own: own)
        let steps = registry.workflows.all.flatMap { $0.steps.map(\.plan.id) }
        let rules = SeedRules(registry: registry.offerTypes, clock: SystemClock())
        let isEnforced = settings.validation == .enforced
        return ScenarioWords(
            offerTypes: registry.offerTypes.types.map(\.id.description),
            steps: Set(steps).sorted(),
            obstacles: { isEnforced ? rules.obstacles($0, $1) : [] }
        )
    }

    func parts(_ settings: ServerSettings) -> RehearsalParts {
        RehearsalParts(
            scenario: scenario,
            scenarios: scenarios,
            clock: RehearsalClock(scenario.clock, beside: SystemClock()),
            book: StepPlanBook(rules: scenario.steps),
            approver: settings.approver ?? (scenario.asksSomebody ? scenario.seed.publishers.first?.id : nil)
        )
    }
}

extension Scenario {
    /// Whether a step of it waits for a person.
    fileprivate var asksSomebody: Bool { steps.contains { $0.verdict == .ask } }
}
