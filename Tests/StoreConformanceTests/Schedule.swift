import Synchronization
import VitrineCore
import VitrineTestKit

/// Several writers and readers of a few offers at once, doing what a seed says; everything acknowledged is noted.
struct Schedule: Sendable {
    /// A write that was acknowledged: what its writer saw, and what it made of it.
    struct Event: Sendable {
        enum Kind: Sendable {
            /// The draft got the content that says this.
            case draft(String)
            case frozen, row, deleted
        }

        let kind: Kind
        let before: Offer?
        let after: Offer
    }

    /// What a reader was given.
    struct Observation: Sendable {
        let selector: OfferSelector
        let snapshot: OfferSnapshot
    }

    struct History: Sendable {
        var events: [Event] = []
        var observations: [Observation] = []

        /// Answers that no state of the offer can give.
        var impossible: [String] = []
    }

    let seed: UInt64
    let stores: [any Backend.Store]

    static let names = ["one", "Two"].map { OfferName.fixture($0) }
    private static let tasks = 6
    private static let acts = 14

    func run() async throws -> History {
        let history = Shared()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<Self.tasks {
                group.addTask { try await run(task, noting: history) }
            }
            try await group.waitForAll()
        }
        return history.taken
    }

    private func run(_ task: Int, noting history: Shared) async throws {
        var generator = SeededGenerator(seed: seed << 8 + UInt64(task))
        let store = stores[task % stores.count]
        for act in 0..<Self.acts {
            let name = Self.names.randomElement(using: &generator) ?? .fixture()
            if Int.random(in: 0..<10, using: &generator) < 3 {
                try await read(name, Self.selector(using: &generator), from: store, noting: history)
            } else {
                let write = Write(task: task, act: act, using: &generator)
                guard let event = try await write.carryOut(on: name, in: store) else { continue }
                history.note { $0.events.append(event) }
                try await readAgain(name, after: event, from: store, noting: history)
            }
        }
    }

    private func read(
        _ name: OfferName,
        _ selector: OfferSelector,
        from store: any Backend.Store,
        noting history: Shared
    ) async throws {
        switch (selector, try await store.offer(name, selector)) {
        case (_, .found(let snapshot)):
            history.note { $0.observations.append(Observation(selector: selector, snapshot: snapshot)) }
        case (_, .noOffer), (.version, .noVersion), (.slot(.preview), .emptySlot), (.slot(.production), .emptySlot):
            return
        case (_, let lookup):
            history.note { $0.impossible.append("\(selector): \(lookup)") }
        }
    }

    /// Whoever was told that a write is done finds it done.
    private func readAgain(
        _ name: OfferName,
        after event: Event,
        from store: any Backend.Store,
        noting history: Shared
    ) async throws {
        guard case .found(let snapshot) = try await store.offer(name, .slot(.draft)),
            snapshot.offer.guid == event.after.guid
        else { return }
        guard snapshot.offer.newestTime >= event.after.newestTime else {
            history.note { $0.impossible.append("read \(snapshot.offer) after \(event)") }
            return
        }
        history.note { $0.observations.append(Observation(selector: .slot(.draft), snapshot: snapshot)) }
    }

    private static func selector(using generator: inout SeededGenerator) -> OfferSelector {
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: .slot(.preview)
        case 1: .slot(.production)
        case 2: .version(.random(in: 1...4, using: &generator))
        default: .slot(.draft)
        }
    }

    private final class Shared: Sendable {
        private let history = Mutex(History())

        var taken: History { history.withLock { $0 } }

        func note(_ change: @Sendable (inout History) -> Void) { history.withLock { change(&$0) } }
    }
}
