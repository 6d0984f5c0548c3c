package import VitrineArtifacts
import VitrineCore
import VitrinePackages
package import VitrinePrices

/// Takes one file in: reads it from where it is, keeps it, and finds out what it is.
package struct ArtifactIntake: Sendable {
    private let source: any ArtifactSource
    private let store: any ArtifactStore
    private let prices: PriceBook
    private let limits: ArtifactLimits

    /// The digest that a URL of this server's own leads to.
    private let own: @Sendable (String) -> ArtifactDigest?

    package init(
        source: any ArtifactSource,
        store: any ArtifactStore,
        prices: PriceBook,
        limits: ArtifactLimits = ArtifactLimits(),
        own: @escaping @Sendable (String) -> ArtifactDigest?
    ) {
        self.source = source
        self.store = store
        self.prices = prices
        self.limits = limits
        self.own = own
    }

    /// What becomes of the file. Never throws: what went wrong is part of the answer.
    func take(_ key: OfferArtifact.Key, at now: Timestamp) async -> OfferArtifact {
        let outcome: OfferArtifact.Outcome
        do {
            outcome = .fetched(key.purpose == .disk ? try await look(at: key.url) : try await keep(key))
        } catch {
            outcome = Self.failure(error)
        }
        return OfferArtifact(url: key.url, purpose: key.purpose, time: now, outcome: outcome)
    }

    private func keep(_ key: OfferArtifact.Key) async throws -> OfferArtifact.Facts {
        let stored = try await stored(key)
        var facts = FactsOfFile(stored)
        switch key.purpose {
        case .image: try await facts.readPicture(in: store, limits: limits)
        case .prices: try await facts.readPrices(in: store, prices, .simplified)
        case .legacyPrices: try await facts.readPrices(in: store, prices, .legacy)
        case .solution: try await facts.readPackage(in: store, as: .solution)
        case .testDrive: try await facts.readPackage(in: store, as: .testDrive)
        case .package: try await facts.readPackage(in: store, as: .any)
        case .document, .audience, .disk: break
        }
        return facts.all
    }

    private func stored(_ key: OfferArtifact.Key) async throws -> StoredArtifact {
        if let digest = own(key.url) { return try await store.artifact(digest) }
        let most = limits.bytes(for: key.purpose)
        let limit = limits.duration(for: key.purpose)
        return try await store.put(limit: most) { writer in
            try await source.read(key.url, atMost: most, within: limit) { try await writer.append($0) }
        }
    }

    private func look(at url: String) async throws -> OfferArtifact.Facts {
        let end = try await source.readEnd(of: url, count: DiskFooter.length)
        guard let length = end.fileLength else {
            throw ArtifactUnavailable("The host doesn't say how long the disk is.", isFinal: true)
        }
        var problems: [String] = []
        if let type = end.blobType, type != "PageBlob" {
            problems.append("The disk is a \(type.prefix(40)); it must be a page blob.")
        }
        do {
            _ = try DiskFooter(end.bytes, fileLength: length, sizes: limits.diskBytes)
        } catch {
            problems.append(error.description)
        }
        return OfferArtifact.Facts(digest: nil, size: length, kind: "vhd", problems: problems)
    }

    private static func failure(_ error: any Error) -> OfferArtifact.Outcome {
        switch error {
        case let error as ArtifactUnavailable: .failed(error.reason, isFinal: error.isFinal)
        case ArtifactError.notFound: .failed("The URL leads to a file that isn't in the store any more.", isFinal: true)
        case let error as ArtifactError: .failed(error.description, isFinal: false)
        default: .failed("The file couldn't be kept.", isFinal: false)
        }
    }
}
