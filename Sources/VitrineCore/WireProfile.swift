/// The places where deployed clients and the public reference contradict each other, as switches.
///
/// Handlers ask a switch, never which profile it is. Source: wire contract, section 9.
package struct WireProfile: Sendable, Equatable {
    /// A PUT that creates answers 201 with `Location` instead of 200.
    package let createAnswers201: Bool

    /// A PUT without `If-Match` on an offer that exists is refused.
    package let requiresIfMatch: Bool

    /// A cancel with nothing running is refused instead of accepted.
    package let refusesIdleCancel: Bool

    /// The name of the sign-off step.
    package let signOffStepName: String

    /// Every public client works unmodified.
    package static let deployed = WireProfile(
        createAnswers201: false,
        requiresIfMatch: false,
        refusesIdleCancel: false,
        signOffStepName: "publisher-signoff"
    )

    /// The letter of the public reference.
    package static let documented = WireProfile(
        createAnswers201: true,
        requiresIfMatch: true,
        refusesIdleCancel: true,
        signOffStepName: "Publisher signoff"
    )

    /// The profile that a setting names, or `nil`.
    package static func named(_ name: String) -> WireProfile? {
        switch name {
        case "deployed": deployed
        case "documented": documented
        default: nil
        }
    }
}
