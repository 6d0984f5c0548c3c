import VitrinePublishing
import VitrineRehearsal

/// The scenarios that a rehearsal can play, with what it was told beside them.
struct RehearsalScenarios: Sendable {
    let library: ScenarioLibrary

    /// Who brings something of their own to ask for tokens with; the first of them is each scenario's first application.
    let clients: [RehearsalClient]

    /// How fast the clock runs, and how fast steps go, whatever the scenario says.
    let speed: Int?
    let pace: Pace?

    /// How fast they go where neither says it.
    let usualPace: Pace

    func scenario(_ nameOrPath: String) throws(ScenarioError) -> Scenario {
        try library.scenario(nameOrPath).admitting(clients).running(at: speed)
    }

    func pace(of scenario: Scenario) -> Pace {
        pace ?? scenario.pace.flatMap { Pace.named($0) } ?? usualPace
    }
}
