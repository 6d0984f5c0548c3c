package import VitrineCore

/// How long steps take.
package protocol StepTimes: Sendable {
    /// Seconds from the beginning of a step of `operation` until it is due. May be asked again about the same step.
    func seconds(for step: StepPlan, of operation: OfferOperation) -> Int64
}

/// How fast steps go: the documented time of each, times a factor.
package struct Pace: StepTimes, Equatable, CustomStringConvertible {
    private let factor: Double

    /// Every step is due as soon as it begins.
    package static let instant = Pace(factor: 0)

    /// As long as the hosted marketplace takes by its own documentation.
    package static let hosted = Pace(factor: 1)

    /// A pace of `factor` times the documented time; `nil` for one that is negative, not finite, or over 1,000.
    package init?(_ factor: Double) {
        guard factor.isFinite, (0...1_000).contains(factor) else { return nil }
        self.init(factor: factor)
    }

    private init(factor: Double) {
        self.factor = factor
    }

    /// The pace that a setting names: `instant`, `hosted` or a factor.
    package static func named(_ text: String) -> Pace? {
        switch text {
        case "instant": .instant
        case "hosted": .hosted
        default: Double(text).flatMap { Pace($0) }
        }
    }

    /// The shortest name of it that ``named(_:)`` takes.
    package var description: String {
        switch self {
        case .instant: "instant"
        case .hosted: "hosted"
        default: "\(factor)"
        }
    }

    package func seconds(for step: StepPlan, of operation: OfferOperation) -> Int64 { seconds(for: step) }

    /// How long a step takes, in seconds, whatever operation it is of.
    package func seconds(for plan: StepPlan) -> Int64 { Int64((Double(plan.seconds) * factor).rounded()) }
}
