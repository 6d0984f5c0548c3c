import ExactJSON
import VitrineCore

/// Offers as the wire has them. Source: wire contract, section 2.
enum OfferRendering {
    /// The representation of one state of an offer: the definition's text goes in as it is.
    static func body(_ snapshot: OfferSnapshot) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: snapshot.definition.count + 512)
        writer.beginObject()
        writeEnvelope(snapshot.offer, version: snapshot.version, to: &writer)
        writer.name("definition")
        writer.raw(snapshot.definition)
        writer.name("changedTime")
        writer.string(snapshot.changedTime.description)
        writer.endObject()
        return writer.bytes
    }

    /// One row of a list: the representation with the definition cut to `displayText`.
    static func summary(_ summary: OfferSummary) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writeEnvelope(summary.offer, version: summary.offer.draftVersion, to: &writer)
        writer.name("definition")
        writer.beginObject()
        if let displayText = summary.displayText {
            writer.name("displayText")
            writer.raw(displayText)
        }
        writer.endObject()
        writer.name("changedTime")
        writer.string(summary.changedTime.description)
        writer.endObject()
        return writer.bytes
    }

    private static func writeEnvelope(_ offer: Offer, version: Int64, to writer: inout JSONWriter) {
        writer.name("offerTypeId")
        writer.string(offer.type.rawValue)
        writer.name("publisherId")
        writer.string(offer.publisher.text)
        writer.name("status")
        writer.string(offer.status.rawValue)
        writer.name("pcMigrationStatus")
        writer.string(offer.migration.rawValue)
        writer.name("isvUpgradeRequest")
        writer.bool(false)
        writer.name("id")
        writer.string(offer.id.text)
        writer.name("version")
        writer.integer(version)
    }
}
