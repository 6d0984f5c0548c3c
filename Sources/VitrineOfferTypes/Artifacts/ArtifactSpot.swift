package import ExactJSON
package import VitrineCore

/// A place in a definition with the URL of an artifact.
package struct ArtifactSpot: Sendable {
    /// The place in the definition.
    package let pointer: JSONPointer

    /// The string there.
    package let value: JSONValue
    package let purpose: ArtifactPurpose

    /// Of all that is wrong with it: a field whose rule isn't sure is only warned about.
    package let level: Finding.Level
    let image: FieldRule.ImageRule?

    /// The place in the offer's document.
    package var place: JSONPointer { JSONPointer(tokens: ["definition"] + pointer.tokens) }

    package var url: String { value.string ?? "" }
    package var key: OfferArtifact.Key { OfferArtifact.Key(url: url, purpose: purpose) }
}

extension OfferType {
    /// All places of a definition that lead to artifacts, in the order of the type's fields.
    package func artifacts(in root: JSONValue) -> [ArtifactSpot] {
        let document = ValidatedDocument(root, secrets: [])
        var spots: [ArtifactSpot] = []
        for field in fields {
            guard let rule = field.rule, rule.leadsToArtifacts else { continue }
            let names = FieldKey(field.keyInHolder).names
            for holder in document.holders(of: field.level) {
                for spot in document.spots(names, from: holder) { rule.collect(from: spot, .error, into: &spots) }
            }
        }
        return spots
    }
}

extension FieldRule {
    fileprivate func collect(from spot: Spot, _ outer: Finding.Level, into spots: inout [ArtifactSpot]) {
        guard leadsToArtifacts, let value = spot.value else { return }
        let level = severity ?? outer
        if let artifact, let url = value.string, WebAddress(url) != nil {
            spots.append(
                ArtifactSpot(pointer: spot.pointer, value: value, purpose: artifact, level: level, image: image)
            )
        }
        let named = Set(members.map(\.name))
        for (name, rule) in members { rule.collect(from: spot.member(name), level, into: &spots) }
        if value.kind == .array, let item {
            for entry in spot.entries { item.collect(from: entry, level, into: &spots) }
        }
        guard value.kind == .object, let others else { return }
        for entry in spot.entries where !named.contains(entry.tokens.last ?? "") {
            others.collect(from: entry, level, into: &spots)
        }
    }
}
