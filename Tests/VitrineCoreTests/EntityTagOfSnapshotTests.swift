import Testing
import VitrineCore
import VitrineTestKit

struct EntityTagOfSnapshotTests {
    private static func time(_ seconds: Int64) -> Timestamp { .fixture.advanced(bySeconds: seconds) }

    struct Row: Sendable, CustomTestStringConvertible {
        let slot: Slot?
        let changed: Int64
        let status: Int64
        let placed: Int64
        let tag: Int64

        init(_ slot: Slot?, changed: Int64, status: Int64, placed: Int64, tag: Int64) {
            self.slot = slot
            self.changed = changed
            self.status = status
            self.placed = placed
            self.tag = tag
        }

        var testDescription: String {
            "\(slot?.rawValue ?? "version"): changed \(changed), status \(status), placed \(placed)"
        }
    }

    @Test(arguments: [
        Row(.draft, changed: 1, status: 2, placed: 9, tag: 2),
        Row(.draft, changed: 3, status: 2, placed: 9, tag: 3),
        Row(nil, changed: 1, status: 2, placed: 9, tag: 2),
        Row(nil, changed: 3, status: 2, placed: 9, tag: 3),
        Row(.preview, changed: 1, status: 2, placed: 3, tag: 3),
        Row(.preview, changed: 1, status: 4, placed: 3, tag: 4),
        Row(.preview, changed: 5, status: 4, placed: 3, tag: 5),
        Row(.production, changed: 1, status: 2, placed: 3, tag: 3),
        Row(.production, changed: 1, status: 4, placed: 3, tag: 4),
    ])
    func `the tag is the time of the last change of anything that is shown`(row: Row) {
        let placement = Offer.Placement(version: 1, since: Self.time(row.placed))
        let elsewhere = Offer.Placement(version: 1, since: Self.time(8))
        let offer = Offer(
            publisher: .contoso,
            id: OfferID(stored: "web"),
            guid: .random(),
            type: OfferTypeID(rawValue: "type"),
            migration: .migrated,
            status: .running,
            draftVersion: 2,
            draftContentTime: Self.time(0),
            draftChangedTime: Self.time(0),
            statusTime: Self.time(row.status),
            newestTime: Self.time(9),
            preview: row.slot == .preview ? placement : elsewhere,
            production: row.slot == .production ? placement : elsewhere
        )
        let snapshot = OfferSnapshot(
            offer: offer,
            version: 1,
            changedTime: Self.time(row.changed),
            definition: [],
            secretFields: "",
            slot: row.slot
        )
        #expect(snapshot.entityTag == EntityTag(Self.time(row.tag)))
    }
}
