/// One step as an offer type plans it: what it is called and how long the hosted marketplace takes for it.
///
/// Stored with each operation, so that a later change of the plan doesn't touch an operation that has begun. Source: wire
/// contract, section 5, and the reference's table of steps.
package struct StepPlan: Sendable, Hashable {
    /// What the step's `id` is on the wire.
    package let id: String
    package let name: String
    package let description: String

    /// How long it takes, as clients are told; `nil` where nothing is said.
    package let timeFrame: String?

    /// How long it takes at the hosted marketplace's pace, in seconds.
    package let seconds: Int64
    package let phase: Phase

    /// When a step is done. Raw values are stored.
    package enum Phase: String, Sendable, CaseIterable {
        /// On the way to the preview slot.
        case preview

        /// The version stands in the preview slot and waits for go live.
        case signOff

        /// On the way to the production slot.
        case goLive
    }

    package init(
        id: String,
        name: String,
        description: String,
        timeFrame: String?,
        seconds: Int64,
        phase: Phase
    ) {
        self.id = id
        self.name = name
        self.description = description
        self.timeFrame = timeFrame
        self.seconds = seconds
        self.phase = phase
    }

    /// The one step of a rollback. Ours: the contract has no such operation.
    package static let rollback = StepPlan(
        id: "rollback",
        name: "Rollback",
        description: "A version that was live before is put back into production.",
        timeFrame: nil,
        seconds: 0,
        phase: .goLive
    )
}

extension StepPlan {
    /// The id of the step in which an offer is certified, in every workflow.
    package static let certification = "displaycertify"

    /// The ids of those in which settings, attributions and test drives are looked at and pictures are taken in; not every workflow has them.
    package static let attribution = "displayattribution"
    package static let testDrive = "displaytestdrive"
    package static let prerequisites = "displaydummycertify"
    package static let packaging = "displaypackage"
}
