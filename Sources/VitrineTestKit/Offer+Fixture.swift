package import VitrineCore

extension Offer {
    /// A new virtual machine offer.
    package static func fixture(
        _ name: OfferName = .fixture(),
        guid: GUID = .random(),
        type: String = "microsoft-azure-virtualmachines",
        migration: MigrationStatus = .migrated,
        createdAt time: Timestamp = .fixture
    ) -> Offer {
        Offer(
            publisher: name.publisher,
            id: name.offer,
            guid: guid,
            type: OfferTypeID(rawValue: type),
            migration: migration,
            createdAt: time
        )
    }
}

extension DraftContent {
    /// Content whose definition says `text`.
    package static func fixture(_ text: String = "Web server", secrets: [SealedSecret] = []) -> DraftContent {
        DraftContent(
            definition: Array(#"{"displayText":"\#(text)","offer":{},"plans":[]}"#.utf8),
            displayText: Array("\"\(text)\"".utf8),
            secrets: secrets
        )
    }
}
