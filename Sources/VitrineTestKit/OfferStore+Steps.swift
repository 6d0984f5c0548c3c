package import VitrineCore

/// Writes as the use cases make them, one transaction each, for tests that need an offer in some state.
extension OfferStore {
    /// Creates the offer, or replaces its draft's content.
    @discardableResult
    package func put(
        _ name: OfferName,
        _ content: DraftContent = .fixture(),
        type: String = "microsoft-azure-virtualmachines",
        at time: Timestamp = .fixture
    ) async throws -> OfferSnapshot {
        try await step(name) { stored in
            let offer = stored?.offer.editingDraft(at: time) ?? .fixture(name, type: type, createdAt: time)
            let change = stored.map {
                OfferChange.replacement(of: $0.offer, by: offer, "user x", members: ChangedMembers())
            }
            return [.draft(content, offer), .log(change ?? .creation(of: offer, by: "user x"))]
        }
    }

    @discardableResult
    package func freeze(_ name: OfferName, at time: Timestamp = .fixture) async throws -> OfferSnapshot {
        try await step(name) { stored in [.freeze(try Self.offer(stored).freezingDraft(at: time))] }
    }

    @discardableResult
    package func place(
        _ version: Int64,
        in slot: Slot,
        of name: OfferName,
        at time: Timestamp = .fixture
    ) async throws -> OfferSnapshot {
        try await step(name) { stored in [.row(try Self.offer(stored).placing(version: version, in: slot, at: time))] }
    }

    @discardableResult
    package func set(
        _ status: OfferStatus,
        of name: OfferName,
        at time: Timestamp = .fixture
    ) async throws -> OfferSnapshot {
        try await step(name) { stored in [.row(try Self.offer(stored).settingStatus(status, at: time))] }
    }

    package func delete(_ name: OfferName) async throws {
        _ = try await change(name) { stored in
            let log = stored.map { OfferWrite.log(.deletion(of: $0.offer, by: "user x", at: .fixture)) }
            return (.write((log.map { [$0] } ?? []) + [.removal]), ())
        }
    }

    /// The state that a read finds; throws when there is none.
    package func found(_ name: OfferName, _ selector: OfferSelector = .slot(.draft)) async throws -> OfferSnapshot {
        guard case .found(let snapshot) = try await offer(name, selector) else { throw NothingFound() }
        return snapshot
    }

    /// The draft as a writer sees it, secrets included.
    package func stored(_ name: OfferName) async throws -> StoredDraft? {
        try await change(name) { (.keep, $0) }.1
    }

    private func step(
        _ name: OfferName,
        _ writes: @escaping @Sendable (StoredDraft?) throws -> [OfferWrite]
    ) async throws -> OfferSnapshot {
        let (snapshot, _) = try await change(name) { (.write(try writes($0)), ()) }
        guard let snapshot else { throw NothingFound() }
        return snapshot
    }

    private static func offer(_ stored: StoredDraft?) throws -> Offer {
        guard let stored else { throw NothingFound() }
        return stored.offer
    }
}

/// A test expected something in the store that isn't there.
package struct NothingFound: Error {
    package init() {}
}
