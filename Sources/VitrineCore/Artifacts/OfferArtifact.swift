/// What became of one URL of one version of an offer.
package struct OfferArtifact: Sendable, Equatable {
    /// As it stands in the definition.
    package let url: String
    package let purpose: ArtifactPurpose

    /// When it was fetched, or tried.
    package let time: Timestamp
    package let outcome: Outcome

    package enum Outcome: Sendable, Equatable {
        /// It is in the store, or, of a disk, it was looked at.
        case fetched(Facts)

        /// A sentence for the publisher. `isFinal`: the same attempt would fail the same way.
        case failed(String, isFinal: Bool)
    }

    /// What is known of a file by its bytes.
    package struct Facts: Sendable, Equatable {
        /// The SHA-256 of its content, as 64 hex digits; `nil` for a disk.
        package let digest: String?

        /// In bytes.
        package let size: Int

        /// What kind of content it is, in the words of the store of artifacts.
        package let kind: String

        /// Width and height in pixels, of a picture.
        package let pixels: Pixels?

        /// JSON that was made of the content, such as prices.
        package let evaluation: [UInt8]?

        /// What is wrong with the content, and what isn't as it should be: sentences for the publisher.
        package let problems: [String]
        package let warnings: [String]

        package init(
            digest: String?,
            size: Int,
            kind: String,
            pixels: Pixels? = nil,
            evaluation: [UInt8]? = nil,
            problems: [String] = [],
            warnings: [String] = []
        ) {
            self.digest = digest
            self.size = size
            self.kind = kind
            self.pixels = pixels
            self.evaluation = evaluation
            self.problems = problems
            self.warnings = warnings
        }
    }

    package struct Pixels: Sendable, Equatable {
        package let width: Int
        package let height: Int

        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    package init(url: String, purpose: ArtifactPurpose, time: Timestamp, outcome: Outcome) {
        self.url = url
        self.purpose = purpose
        self.time = time
        self.outcome = outcome
    }

    /// What is known of it, when it was fetched.
    package var facts: Facts? {
        guard case .fetched(let facts) = outcome else { return nil }
        return facts
    }

    /// Where a rule of the store compares them: one entry for each URL and purpose.
    package struct Key: Sendable, Hashable {
        package let url: String
        package let purpose: ArtifactPurpose

        package init(url: String, purpose: ArtifactPurpose) {
            self.url = url
            self.purpose = purpose
        }
    }

    package var key: Key { Key(url: url, purpose: purpose) }
}
