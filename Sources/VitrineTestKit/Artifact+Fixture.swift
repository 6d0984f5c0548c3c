package import VitrineCore

extension OfferArtifact {
    /// A picture that was fetched.
    package static func fixture(
        _ url: String = "https://files.example/logo.png",
        _ purpose: ArtifactPurpose = .image,
        at time: Timestamp = .fixture
    ) -> OfferArtifact {
        let digest = String(repeating: "0123456789abcdef", count: 4)
        let pixels = Pixels(width: 216, height: 216)
        let facts = Facts(digest: digest, size: 512, kind: "png", pixels: pixels, problems: ["It is \"too\" gray."])
        return OfferArtifact(url: url, purpose: purpose, time: time, outcome: .fetched(facts))
    }

    /// Prices that were read, and a disk that wasn't there.
    package static let more: [OfferArtifact] = [
        OfferArtifact(
            url: "https://files.example/prices.xlsx\0",
            purpose: .prices,
            time: .fixture,
            outcome: .fetched(
                Facts(digest: nil, size: 0, kind: "xlsx", evaluation: Array(#"{"US":{"1core":0.10}}"#.utf8))
            )
        ),
        OfferArtifact(
            url: "https://files.example/disk.vhd",
            purpose: .disk,
            time: .fixture,
            outcome: .failed("The answer was 404.", isFinal: true)
        ),
        OfferArtifact(
            url: "https://files.example/slow.pdf",
            purpose: .document,
            time: .fixture,
            outcome: .failed("There was no answer.", isFinal: false)
        ),
    ]
}

extension OfferStore {
    /// Asks for the draft's artifacts, as a PUT does.
    package func requestArtifacts(_ id: UInt64 = 1, of name: OfferName = .fixture()) async throws {
        _ = try await change(name) { stored in
            guard let stored else { throw NothingFound() }
            return (.write([.fetch(version: stored.offer.draftVersion, GUID(high: 7, low: id))]), ())
        }
    }
}
