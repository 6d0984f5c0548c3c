/// How much of a package is taken in before it is refused.
///
/// With the standard limits, looking into one holds 200 MiB at most, whatever was sent: 16 MiB of directory, what libzip makes
/// of it, and one JSON file at a time. Files that no rule asks for are never unpacked.
package struct PackageLimits: Sendable {
    /// The archive itself, in bytes. Source: `offer-types.md`, `packageFile`.
    package var maximumBytes = 1 << 30

    /// One file in it, unpacked. Source: as above.
    package var maximumFileBytes = 1 << 30

    /// Files and folders in it.
    package var maximumFiles = 10_000

    /// Their names and attributes together, in bytes, as the archive lists them.
    package var maximumDirectoryBytes = 16 << 20

    /// How many times larger than the archive its files may be together, when they have more than ``ratioFreeBytes``.
    package var maximumRatio = 200
    package var ratioFreeBytes = 64 << 20

    /// A JSON file that has to be read, in bytes.
    package var maximumJSONBytes = 4 << 20

    /// Problems that are reported for one package.
    package var maximumProblems = 50

    package init() {}

    package static let standard = PackageLimits()
}
