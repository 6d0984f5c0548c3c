/// What happens in a rehearsal: what is there at its start, what its steps say, and what goes wrong.
package struct Scenario: Sendable, Equatable {
    /// What `vitrine scenario list` calls it.
    package let name: String

    /// A sentence or two for people.
    package let description: String

    /// What is in the store at the start, and after each reset.
    package internal(set) var seed: ScenarioSeed

    /// What steps of publishes do; of those that fit, the first counts.
    package let steps: [StepRule]

    /// What goes wrong with requests.
    package let faults: [FaultRule]

    /// What chance is drawn from.
    package let randomSeed: UInt64

    /// How the rehearsal's clock is at the start.
    package private(set) var clock: Clock

    /// How fast steps go, as the setting `publish.pace` says it: `instant`, `hosted` or a factor; `nil` where nothing is said.
    package let pace: String?

    /// How a rehearsal's clock is at its start.
    package struct Clock: Sendable, Equatable {
        /// Whether it stands still until it is advanced.
        package var isHeld = false

        /// How many of its seconds pass in one on the wall, while it runs; one of ``RehearsalClock/speeds``.
        package var speed = 1

        package init() {}
    }
}

extension Scenario {
    /// The scenario with a clock of that speed; as it is where there is none.
    package func running(at speed: Int?) -> Scenario {
        var running = self
        running.clock.speed = speed ?? clock.speed
        return running
    }

    /// How many offers, publishers, applications and rules a scenario may have.
    package enum Limits {
        /// All offers together, those of a `count` counted.
        package static let offers = 100_000
        package static let publishers = 1_000
        package static let applications = 1_000

        /// Rules for steps, and rules for faults, each.
        package static let rules = 1_000

        /// Messages of one step's rule.
        package static let messages = 50

        /// How many scenarios may extend each other, one after the other.
        package static let bases = 16

        /// Frozen versions of a seeded offer.
        package static let versions = 100

        /// How long a call is held back at most.
        package static let latency = ScenarioDuration(seconds: 240)

        /// Bytes of one offer's definition.
        package static let definitionBytes = 1 << 20
    }
}
