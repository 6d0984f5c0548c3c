package import VitrineCore
package import VitrinePublishing
import VitrineSQLite
import VitrineServer

extension PortalFixture {
    /// Freezes an offer's draft and puts the frozen version into `slot`, as a publish does in the end.
    ///
    /// The offer's status afterwards is `status`; unless given, what a publish into that slot ends with. Returns the number
    /// of the frozen version.
    @discardableResult
    package func publish(
        _ offer: String,
        of publisher: PublisherID = contoso,
        into slot: Slot,
        status: OfferStatus? = nil
    ) async throws -> Int64 {
        let status = status ?? (slot == .production ? .succeeded : .waitingForPublisherReview)
        return try await change(offer, of: publisher) { offer, now in
            let frozen = offer.freezingDraft(at: now)
            let placed = try frozen.placing(version: offer.draftVersion, in: slot, at: now)
            return ([.freeze(frozen), .row(placed.settingStatus(status, at: now))], offer.draftVersion)
        }
    }

    /// Gives an offer another status, as an operation does on its way.
    package func setStatus(_ status: OfferStatus, of offer: String, of publisher: PublisherID = contoso) async throws {
        _ = try await change(offer, of: publisher) { offer, now in
            ([.row(offer.settingStatus(status, at: now))], offer.draftVersion)
        }
    }

    private func change(
        _ offer: String,
        of publisher: PublisherID,
        _ write: @escaping @Sendable (Offer, Timestamp) throws -> ([OfferWrite], Int64)
    ) async throws -> Int64 {
        let now = clock.now()
        let name = OfferName(publisher: publisher, offer: OfferID(stored: offer))
        let (_, version) = try await served.installation.store.change(name) { stored in
            guard let stored else { throw NothingToPublish(offer: offer) }
            let (writes, version) = try write(stored.offer, now)
            return (.write(writes), version)
        }
        return version
    }
}

/// A test wants to publish an offer that isn't there.
private struct NothingToPublish: Error {
    let offer: String
}

extension PortalFixture {
    /// Does all the work on operations that is due at the fixture's time.
    package func work(times: any StepTimes = Pace.instant) async throws {
        try await served.worker(times: times).runDue()
    }

    /// Fetches all files that are due at the fixture's time.
    package func fetch() async throws {
        try await served.fetcher?.runDue()
    }
}
