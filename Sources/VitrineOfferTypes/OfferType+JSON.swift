package import ExactJSON
import VitrineCore

extension OfferType {
    /// Writes the type as one JSON object: its id, name and current version, its fields in the form of the files, and
    /// the rest of what its files and those of its modules say, word for word.
    ///
    /// `arrays`, `closedObjects` and `secrets` are those of guarded modules too: all that is taken out of a definition.
    package func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id.rawValue)
        writer.member("displayName", displayName)
        writer.member("currentVersion", Int64(currentVersion))
        if let idEvidence { writer.member("idEvidence", idEvidence) }
        writer.name("modules")
        writer.beginArray()
        for module in modules { writer.string(module) }
        writer.endArray()
        writer.name("fields")
        writer.beginArray()
        for field in fields { field.write(to: &writer) }
        writer.endArray()
        if let rules = source.planRules {
            writer.name("planRules")
            writer.raw(rules)
        }
        for (name, texts) in [
            ("sets", source.sets), ("arrays", source.arrays), ("closedObjects", source.closedObjects),
            ("secrets", source.secrets),
        ] {
            writer.name(name)
            writer.beginArray()
            for text in texts { writer.raw(text) }
            writer.endArray()
        }
        writer.endObject()
    }
}

extension OfferField {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for (name, text) in [
            ("key", key), ("level", level.rawValue), ("type", type), ("required", required), ("limits", limits),
            ("evidence", evidence),
        ] {
            writer.member(name, text)
        }
        writer.member("secret", isSecret)
        writer.name("rule")
        if let ruleText { writer.raw(ruleText) } else { writer.null() }
        if let why { writer.member("why", why) }
        writer.endObject()
    }
}
