package import VitrineCore

/// What the server knows of what scenarios name, so that a mistake is found when the scenario is read.
package struct ScenarioWords: Sendable {
    /// What stands against publishing a definition of a type, each a sentence with its place; empty when nothing does.
    package typealias Obstacles = @Sendable (_ type: OfferTypeID, _ definition: [UInt8]) -> [String]

    /// Ids of offer types; none: any text is taken.
    package let offerTypes: [String]

    /// Ids of steps of all workflows; none: any text is taken.
    package let steps: [String]
    let obstacles: Obstacles

    package init(offerTypes: [String], steps: [String], obstacles: @escaping Obstacles = { _, _ in [] }) {
        self.offerTypes = offerTypes
        self.steps = steps
        self.obstacles = obstacles
    }

    /// Nothing is known: every word is taken.
    package static let any = ScenarioWords(offerTypes: [], steps: [])
}
