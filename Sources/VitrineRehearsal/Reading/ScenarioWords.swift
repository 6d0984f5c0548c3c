/// The words of the server that scenarios name, so that a misspelled one is found when the scenario is read.
package struct ScenarioWords: Sendable {
    /// Ids of offer types; none: any text is taken.
    package let offerTypes: [String]

    /// Ids of steps of all workflows; none: any text is taken.
    package let steps: [String]

    package init(offerTypes: [String], steps: [String]) {
        self.offerTypes = offerTypes
        self.steps = steps
    }

    /// Nothing is known: every word is taken.
    package static let any = ScenarioWords(offerTypes: [], steps: [])
}
