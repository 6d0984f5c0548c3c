import ExactJSON
import VitrineArtifacts
import VitrineCore
import VitrineOfferTypes

extension Catalog {
    /// A body in which URLs of the store's own stand for the files that they came from: what a client that sends back what it
    /// was shown means. Everything else in it is as it was.
    func restoringArtifacts(
        of document: OfferDocument,
        as type: OfferType,
        for name: OfferName
    ) async throws -> OfferDocument {
        guard document.document.bytes.mayNameArtifacts, artifacts.addresses.shown(at: 0) != nil,
            case .found(let stored) = try await offers.offer(name, .slot(.draft)), !stored.artifacts.isEmpty
        else { return document }
        let edits = type.restoring(document.definition, with: stored.artifacts) {
            artifacts.addresses.digest(of: $0)?.hex
        }
        guard !edits.isEmpty else { return document }
        return try OfferDocument(parsing: document.document.replacing(edits), for: name.publisher)
    }
}

extension [UInt8] {
    /// Whether a URL of artifacts may stand in it, however its slashes are escaped.
    fileprivate var mayNameArtifacts: Bool {
        let word = Array("artifacts".utf8)
        var rest = self[...]
        while let start = rest.firstIndex(of: word[0]) {
            rest = rest[start...]
            if rest.starts(with: word) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
