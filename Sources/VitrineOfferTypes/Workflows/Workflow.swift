import ExactJSON
package import VitrineCore

/// The steps of a kind of offer, in their order, and when each of them is done.
package struct Workflow: Sendable {
    package let id: String
    package let steps: [ConditionalStep]

    /// A step, and what a definition must say for it to be done.
    package struct ConditionalStep: Sendable {
        package let plan: StepPlan
        package let condition: Condition?
    }

    /// What a definition must say for a step to be done. Raw values are words of the data files.
    package enum Condition: String, Sendable, CaseIterable {
        /// The offer has a test drive.
        case testDrive

        func holds(for definition: JSONValue) -> Bool {
            switch self {
            case .testDrive: definition["offer"]?["microsoft-azure-marketplace-testdrive.enabled"]?.kind == .true
            }
        }
    }

    /// The steps that an offer with this definition goes through.
    ///
    /// - Throws: ``ExactJSON/JSONError`` when the text is not JSON.
    package func plan(for definition: [UInt8]) throws -> [StepPlan] {
        guard steps.contains(where: { $0.condition != nil }) else { return steps.map(\.plan) }
        let root = try JSONDocument(parsing: definition, limits: JSONLimits(maximumBytes: .max)).root
        return steps.filter { $0.condition?.holds(for: root) ?? true }.map(\.plan)
    }
}
