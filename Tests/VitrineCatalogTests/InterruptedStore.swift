import Synchronization
import VitrineCore

/// A store, but something happens right before a change of it.
final class InterruptedStore: OfferStore {
    typealias Interruption = @Sendable () async throws -> Void

    private let store: any OfferStore
    private let next = Mutex<Interruption?>(nil)

    init(_ store: any OfferStore) {
        self.store = store
    }

    func beforeNextChange(_ interruption: @escaping Interruption) {
        next.withLock { $0 = interruption }
    }

    func change<Note: Sendable>(
        _ name: OfferName,
        deciding decide: @escaping @Sendable (StoredDraft?) throws -> (OfferDecision, Note)
    ) async throws -> (OfferSnapshot?, Note) {
        let interruption = next.withLock { next in
            defer { next = nil }
            return next
        }
        try await interruption?()
        return try await store.change(name, deciding: decide)
    }

    func mark() async throws -> StoreMark { try await store.mark() }

    var knownMark: StoreMark? { store.knownMark }

    func offer(_ name: OfferName, _ selector: OfferSelector) async throws -> OfferLookup {
        try await store.offer(name, selector)
    }

    func secrets(of name: OfferName, _ selector: OfferSelector) async throws -> [SealedSecret] {
        try await store.secrets(of: name, selector)
    }

    func holders(of claims: [OfferClaim], besides name: OfferName) async throws -> [OfferClaim: OfferID] {
        try await store.holders(of: claims, besides: name)
    }

    func changes(of name: OfferName, before: Int64?, limit: Int) async throws -> ChangesLookup {
        try await store.changes(of: name, before: before, limit: limit)
    }

    func offers(of publisher: PublisherID, type: OfferTypeID?, after: OfferID?, limit: Int) async throws
        -> [OfferSummary]
    {
        try await store.offers(of: publisher, type: type, after: after, limit: limit)
    }
}
