/// What a URL in a definition leads to, of which the server keeps a copy or has a look.
///
/// Raw values are stored, and stand in the files of the registry.
package enum ArtifactPurpose: String, Sendable, CaseIterable, Comparable {
    case image, document, audience

    /// A zip archive: of a solution, of a test drive, or of any other kind.
    case solution, testDrive, package

    /// A workbook with the prices of `virtualMachinePricing`, or of `virtualMachinePricingV2`.
    case legacyPrices, prices

    /// A disk of a virtual machine: looked at, never copied.
    case disk

    package static func < (one: ArtifactPurpose, other: ArtifactPurpose) -> Bool { one.rawValue < other.rawValue }
}
