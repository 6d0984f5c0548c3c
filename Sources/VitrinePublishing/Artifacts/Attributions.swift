import ExactJSON
import VitrineCore

/// The usage-attribution GUIDs of a package's templates, as what is known of the package keeps them.
struct Attributions {
    let ids: [String]

    init(ids: [String]) {
        self.ids = ids
    }

    /// `nil` where nothing of that is known.
    init?(_ facts: OfferArtifact.Facts) {
        guard let text = facts.evaluation, let root = try? JSONDocument(parsing: text).root,
            let list = root["attributionIds"]
        else { return nil }
        ids = list.elements.compactMap(\.string)
    }

    var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("attributionIds")
        writer.beginArray()
        for id in ids { writer.string(id) }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
