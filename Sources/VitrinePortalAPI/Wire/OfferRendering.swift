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
        writer.member("changedTime", snapshot.changedTime.description)
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
        writer.member("changedTime", summary.changedTime.description)
        writer.endObject()
        return writer.bytes
    }

    private static func writeEnvelope(_ offer: Offer, version: Int64, to writer: inout JSONWriter) {
        writer.member("offerTypeId", offer.type.rawValue)
        writer.member("publisherId", offer.publisher.text)
        writer.member("status", offer.status.rawValue)
        writer.member("pcMigrationStatus", offer.migration.rawValue)
        writer.member("isvUpgradeRequest", false)
        writer.member("id", offer.id.text)
        writer.member("version", version)
    }
}
