import VitrineArtifacts
import VitrineCore

/// How large files may be that are fetched, and how long that may take.
package struct ArtifactLimits: Sendable {
    /// Of archives with programs, in bytes: the largest there are.
    package var packageBytes = 1 << 30

    package init() {}

    func bytes(for purpose: ArtifactPurpose) -> Int {
        switch purpose {
        case .image: 8 << 20
        case .document: min(32 << 20, packageBytes)
        case .audience: 2 << 20
        case .prices, .legacyPrices: 4 << 20
        case .solution, .testDrive, .package: packageBytes
        // Disks are looked at, never copied.
        case .disk: DiskFooter.length
        }
    }

    func duration(for purpose: ArtifactPurpose) -> Duration {
        switch purpose {
        case .solution, .testDrive, .package: .seconds(240)
        case .image, .document, .audience, .prices, .legacyPrices, .disk: .seconds(30)
        }
    }

    /// Pictures aren't opened here, but those who see the offer will.
    var images: ImageLimits { ImageLimits(side: 16_384, pixels: 64_000_000) }

    /// Of a virtual machine's disk: the reference has 30 to 1023 GB for one with an operating system.
    var diskBytes: ClosedRange<Int> { (1 << 20)...(1023 << 30) }
}
