import Synchronization
import VitrineCore

/// A store whose callers wait at each call that writes, so that a test decides what comes first, and what breaks.
final class SteppedStore: OfferStore, OperationStore {
    typealias Store = OfferStore & OperationStore

    /// Before a call that writes, or after a lease.
    enum Moment { case change, advance, lease, leased }

    private let store: any Store
    private let wait: @Sendable (Moment) async throws -> Void

    init(_ store: any Store, waiting wait: @escaping @Sendable (Moment) async throws -> Void) {
        self.store = store
        self.wait = wait
    }

    /// One whose callers wait for their turn, so that a schedule decides.
    convenience init(_ store: any Store, _ turnstile: Turnstile) {
        self.init(store) { moment in
            if moment != .leased { await turnstile.pass() }
        }
    }

    func change<Note: Sendable>(
        _ name: OfferName,
        deciding decide: @escaping @Sendable (StoredDraft?) throws -> (OfferDecision, Note)
    ) async throws -> (OfferSnapshot?, Note) {
        try await wait(.change)
        return try await store.change(name, deciding: decide)
    }

    func advance<Note: Sendable>(
        _ reference: OperationReference,
        of name: OfferName,
        deciding decide: @escaping @Sendable (Offer?, OfferOperation?) throws -> (OfferDecision, Note)
    ) async throws -> Note {
        try await wait(.advance)
        return try await store.advance(reference, of: name, deciding: decide)
    }

    func lease(at now: Timestamp, until end: Timestamp, by worker: GUID, limit: Int) async throws -> [OfferOperation] {
        try await wait(.lease)
        let leased = try await store.lease(at: now, until: end, by: worker, limit: limit)
        try await wait(.leased)
        return leased
    }

    func mark() async throws -> StoreMark { try await store.mark() }

    var knownMark: StoreMark? { store.knownMark }

    func offer(_ name: OfferName, _ selector: OfferSelector) async throws -> OfferLookup {
        try await store.offer(name, selector)
    }

    func offers(
        of publisher: PublisherID,
        type: OfferTypeID?,
        after: OfferID?,
        limit: Int
    ) async throws -> [OfferSummary] {
        try await store.offers(of: publisher, type: type, after: after, limit: limit)
    }

    func changes(of name: OfferName, before: Int64?, limit: Int) async throws -> ChangesLookup {
        try await store.changes(of: name, before: before, limit: limit)
    }

    func secrets(of name: OfferName, _ selector: OfferSelector) async throws -> [SealedSecret] {
        try await store.secrets(of: name, selector)
    }

    func holders(of claims: [OfferClaim], besides name: OfferName) async throws -> [OfferClaim: OfferID] {
        try await store.holders(of: claims, besides: name)
    }

    func operation(_ reference: OperationReference, of name: OfferName) async throws -> OperationLookup {
        try await store.operation(reference, of: name)
    }

    func operations(of name: OfferName, in states: Set<OperationState>?) async throws -> OperationsLookup {
        try await store.operations(of: name, in: states)
    }

    func releaseLeases(of worker: GUID) async throws { try await store.releaseLeases(of: worker) }

    func nextDue(at now: Timestamp) async throws -> Timestamp? { try await store.nextDue(at: now) }

    func awaitingApproval() async throws -> [OfferOperation] { try await store.awaitingApproval() }

    func wasLive(_ version: Int64, of name: OfferName) async throws -> Bool {
        try await store.wasLive(version, of: name)
    }
}

/// Lets one of several actors go on at a time: when all of them wait or have ended, the schedule picks the next.
final class Turnstile: Sendable {
    private struct State {
        var waiting: [CheckedContinuation<Void, Never>] = []
        var running: Int
        var pick: @Sendable (Int) -> Int
    }

    private let state: Mutex<State>

    /// `pick` gives the index of the one that goes on among that many.
    init(actors: Int, pick: @escaping @Sendable (Int) -> Int) {
        state = Mutex(State(running: actors, pick: pick))
    }

    /// Waits for the caller's turn.
    func pass() async {
        await withCheckedContinuation { continuation in
            let next = state.withLock { state in
                state.waiting.append(continuation)
                state.running -= 1
                return Self.next(&state)
            }
            next?.resume()
        }
    }

    /// The caller is one of the actors, and has ended.
    func leave() {
        let next = state.withLock { state in
            state.running -= 1
            return Self.next(&state)
        }
        next?.resume()
    }

    private static func next(_ state: inout State) -> CheckedContinuation<Void, Never>? {
        guard state.running == 0, !state.waiting.isEmpty else { return nil }
        state.running = 1
        return state.waiting.remove(at: state.pick(state.waiting.count))
    }
}
