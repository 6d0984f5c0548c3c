import VitrineArtifacts
import VitrineCore
import VitrinePrices

/// What is found out about a file in the store.
struct FactsOfFile {
    private let stored: StoredArtifact
    private var pixels: OfferArtifact.Pixels?
    private var evaluation: [UInt8]?
    private var problems: [String] = []

    init(_ stored: StoredArtifact) {
        self.stored = stored
    }

    var all: OfferArtifact.Facts {
        OfferArtifact.Facts(
            digest: stored.digest.hex,
            size: stored.size,
            kind: stored.kind.rawValue,
            pixels: pixels,
            evaluation: evaluation,
            problems: problems
        )
    }

    mutating func readPicture(in store: any ArtifactStore, limits: ArtifactLimits) async throws {
        guard stored.kind.isImage else { return }
        let bytes = try await store.read(0..<stored.size, of: stored)
        do {
            let picture = try ImageFacts.read(bytes, limits: limits.images)
            pixels = OfferArtifact.Pixels(width: picture.size.width, height: picture.size.height)
            switch picture.condition {
            case .whole: break
            case .truncated: problems.append("The picture is cut off: its file ends too early.")
            case .damaged: problems.append("The picture is damaged.")
            }
        } catch {
            problems.append(error.description)
        }
    }

    mutating func readPrices(
        in store: any ArtifactStore,
        _ prices: PriceBook,
        _ scheme: CurrencyScheme
    ) async throws {
        let bytes = try await store.read(0..<stored.size, of: stored)
        switch await prices.prices(inWorkbook: bytes, of: scheme) {
        case .success(let prices): evaluation = prices.json
        case .failure(let findings): problems += findings.all.map { "\($0.place): \($0.message) (\($0.code.rawValue))" }
        }
    }
}
