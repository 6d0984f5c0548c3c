import VitrineText

/// One thing that is wrong with a package, and what to change.
package struct PackageProblem: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let place: Place

    /// A sentence or two for the publisher. What is quoted of their text is cut short and has no control characters.
    package let message: String

    package enum Place: Sendable, Equatable {
        /// The archive as a whole.
        case package
        /// A file in the archive, or a folder: its name as the archive spells it.
        case file(String)
    }

    /// How much it weighs.
    package enum Level: String, Sendable {
        /// The package can't be taken.
        case error
        /// The package can be taken; the reference has no rule against it.
        case warning
    }

    package var level: Level { code.level }

    init(_ code: Code, at place: Place, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(message)" }
}

extension PackageProblem.Place: CustomStringConvertible {
    package var description: String {
        switch self {
        case .package: "the package"
        case .file(let name): name.shown(atMost: 120)
        }
    }
}
