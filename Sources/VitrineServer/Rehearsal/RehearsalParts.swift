import VitrineCore
import VitrinePublishing
import VitrineRehearsal

/// What is known before there is a store.
package struct RehearsalParts: Sendable {
    let scenario: Scenario
    let scenarios: RehearsalScenarios
    let clock: RehearsalClock
    let book: StepPlanBook

    /// Whose owners are asked where the scenario wants somebody to be; `nil` when nobody has to be.
    let approver: PublisherID?

    /// The checks that a step asks here.
    func rehearsed(_ checks: [any PublishCheck]) -> [any PublishCheck] {
        let approver = approver ?? PublisherID(stored: "rehearsal")
        return checks.map { OverruledCheck(base: $0, book: book) } + [RehearsedCheck(book: book, approver: approver)]
    }
}
