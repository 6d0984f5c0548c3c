import VitrineArtifacts
import VitrineCore
import VitrinePackages
import VitrinePrices

/// What is found out about a file in the store.
struct FactsOfFile {
    private let stored: StoredArtifact
    private var pixels: OfferArtifact.Pixels?
    private var evaluation: [UInt8]?
    private var problems: [String] = []
    private var warnings: [String] = []

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
            problems: problems,
            warnings: warnings
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

    mutating func readPackage(in store: any ArtifactStore, as kind: PackageKind) async throws {
        guard stored.kind == .zip else { return }
        let package = try await store.withFile(of: stored) { PackageArchive(lookingInto: $0, kind: kind) }
        let found = package.problems
        // That one is about us, and may go better when the package is looked at again.
        guard !found.contains(where: { $0.code == .unreadable }) else { throw ArtifactError.damaged(stored.digest) }
        problems += found.filter { $0.level == .error }.map(\.description)
        warnings += found.filter { $0.level == .warning }.map(\.description)
        evaluation = Attributions(ids: package.attributionIDs).json
    }
}
