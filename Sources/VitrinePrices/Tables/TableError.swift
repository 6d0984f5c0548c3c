/// What is wrong with a table that the operator wrote: of currencies, or of regions.
package struct TableError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Name of the file.
    package let file: String

    /// The line, from 1.
    package let line: Int

    /// What is wrong and what to write instead.
    package let reason: String

    package var description: String { "\(file), line \(line): \(reason)" }
}
