import VitrineArtifacts
package import VitrineCore
import VitrineOfferTypes

/// A state of an offer as it is shown.
package struct ShownOffer: Sendable {
    package let snapshot: OfferSnapshot

    /// Until when it is shown like this though nothing changes: URLs of files are good for a while. `nil`: for ever.
    package let until: Timestamp?
}

extension Catalog {
    /// One state of one offer, exactly as it was stored, without its secrets; but for files that are in the store: those are
    /// shown there, under URLs that expire, and prices that were read from a workbook stand beside it.
    ///
    /// Source: wire contract, sections 1 (fidelity) and 8.
    ///
    /// - Throws: What ``retrieve(_:_:by:)`` throws.
    package func show(_ id: OfferID, _ selector: OfferSelector, by permit: Permit) async throws -> ShownOffer {
        let snapshot = try await retrieve(id, selector, by: permit)
        let now = clock.now().secondsSince1970
        guard snapshot.artifacts.contains(where: { $0.facts?.digest != nil }),
            let type = registry[snapshot.offer.type], let shown = artifacts.addresses.shown(at: Int(now))
        else { return ShownOffer(snapshot: snapshot, until: nil) }
        let text = try type.presenting(snapshot.definition, with: snapshot.artifacts) { shown.url(ofHex: $0) }
        return ShownOffer(
            snapshot: snapshot.showing(text),
            until: Timestamp(secondsSince1970: Int64(shown.until))
        )
    }
}
