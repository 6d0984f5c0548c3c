/// How much of a spreadsheet is taken in before it is refused.
///
/// With the standard limits, reading takes 40 MiB and two seconds at most, whatever was sent. A sheet of all regions and
/// core sizes takes some hundredths of a second.
package struct SpreadsheetLimits: Sendable {
    /// The file as it was sent.
    package var maximumBytes = 4 * 1024 * 1024

    /// Files inside it.
    package var maximumParts = 512

    /// One of them, uncompressed.
    package var maximumPartBytes = 4 * 1024 * 1024

    /// How many times larger than in the archive a part of more than ``ratioFreeBytes`` may be.
    package var maximumRatio = 200
    package var ratioFreeBytes = 1024 * 1024

    /// Rows with something in them.
    package var maximumRows = 2_000

    /// The last column that may have something in it, counted from 1.
    package var maximumColumns = 64

    /// Merged ranges, and ranges filled by one formula.
    package var maximumRanges = 256

    package var maximumSharedStrings = 20_000

    /// One cell's text, in bytes of UTF-8. More is cut off: no name that counts is as long.
    package var maximumTextBytes = 256

    /// Findings that are reported for one spreadsheet.
    package var maximumFindings = 100

    package init() {}

    package static let standard = SpreadsheetLimits()
}
