package import ExactJSON
package import VitrineCore

extension OfferType {
    /// A definition as it is shown: URLs of files that are in the store lead there, and a workbook's prices stand beside it.
    ///
    /// `url` gives the URL of what has a digest in the store; where it gives `nil`, what stands there is left. Throws for a text
    /// that isn't JSON.
    package func presenting(
        _ definition: [UInt8],
        with artifacts: [OfferArtifact],
        url: (_ digest: String) -> String?
    ) throws(JSONError) -> [UInt8] {
        let known = Dictionary(artifacts.map { ($0.key, $0) }) { first, _ in first }
        let document = try JSONDocument(parsing: definition, limits: JSONLimits(maximumBytes: .max))
        var edits: [JSONEdit] = []
        for spot in self.artifacts(in: document.root) {
            guard let facts = known[spot.key]?.facts, let url = facts.digest.flatMap(url) else { continue }
            let shown = JSONText.string(url)
            let section = facts.evaluation == nil ? nil : PriceSection(around: spot, in: document.root)
            guard let section, let prices = facts.evaluation else {
                edits.append(.replace(spot.value, with: shown))
                continue
            }
            edits.append(.replace(section.value, with: try section.text(showing: prices, of: shown)))
        }
        return document.replacing(edits)
    }

    /// What is to be changed in a definition that a client sends back as it was shown, so that it says what is stored: URLs of
    /// the store's own become those that the files came from, and prices that stand beside them go.
    ///
    /// A URL of the store's own that this offer has no source for is kept. `digest` says what a URL leads to in the store, and
    /// `nil` for every other URL.
    package func restoring(
        _ definition: JSONValue,
        with artifacts: [OfferArtifact],
        digest: (_ url: String) -> String?
    ) -> [JSONEdit] {
        var edits: [JSONEdit] = []
        for spot in self.artifacts(in: definition) {
            guard let digest = digest(spot.url),
                let source = artifacts.first(where: { $0.purpose == spot.purpose && $0.facts?.digest == digest })
            else { continue }
            edits.append(.replace(spot.value, with: JSONText.string(source.url)))
            guard let prices = source.facts?.evaluation,
                let shown = PriceSection(around: spot, in: definition)?.prices(alike: prices)
            else { continue }
            edits.append(.remove(shown))
        }
        return edits
    }
}
