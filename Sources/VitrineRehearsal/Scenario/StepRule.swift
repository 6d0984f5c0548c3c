package import VitrineCore

/// What a step of a publish does in a rehearsal.
package struct StepRule: Sendable, Equatable {
    package let match: Match

    /// How long it takes, instead of its own time; `nil`: that.
    package let duration: ScenarioDuration?

    /// What it says at its end; `nil`: what its checks say.
    package let verdict: Verdict?

    /// What is said beside the verdict.
    package let messages: [Message]

    /// How a step ends.
    package enum Verdict: Sendable, Equatable {
        case pass
        case fail

        /// Somebody has to say yes.
        case ask

        /// It wants to be asked again after that time; so many times, then it passes.
        case later(again: ScenarioDuration, times: Int)
    }

    /// A sentence for the publisher.
    package struct Message: Sendable, Equatable {
        package let level: Level
        package let text: String

        /// The wire's words.
        package enum Level: String, Sendable, CaseIterable {
            case information, warning, error
        }
    }

    /// Which steps it is about.
    package struct Match: Sendable, Equatable {
        /// `nil` here and below: any.
        package let publisher: NamePattern?
        package let offer: NamePattern?

        /// The step's id.
        package let step: NamePattern?

        /// Which of an offer's publishes since the rehearsal began.
        package let publish: Occasions
    }
}

extension StepRule.Match {
    /// Whether the rule is about a step of the `publish`th publish of an offer.
    package func fits(_ name: OfferName, step id: String, publish: Int) -> Bool {
        (publisher?.matches(name.publisher.text) ?? true) && (offer?.matches(name.offer.text) ?? true)
            && (step?.matches(id) ?? true) && self.publish.includes(publish)
    }

    /// Whether it is about every step that `other` is about.
    func covers(_ other: StepRule.Match) -> Bool {
        publisher.covers(other.publisher) && offer.covers(other.offer) && step.covers(other.step)
            && publish.covers(other.publish)
    }
}

extension NamePattern? {
    /// Whether every name that `other` fits fits this too; none fits all.
    func covers(_ other: NamePattern?) -> Bool {
        guard let mine = self else { return true }
        return other.map { mine.covers($0) } ?? false
    }
}
