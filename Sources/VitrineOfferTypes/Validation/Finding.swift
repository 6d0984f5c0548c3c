package import ExactJSON

/// Something that stands against publishing a document, or that its publisher should know.
package struct Finding: Sendable, Equatable {
    package let code: Code
    package let level: Level

    /// The place in the definition.
    package let pointer: JSONPointer

    /// A sentence with the limit and the value's own measure; never the value of a secret.
    package let message: String

    /// Raw values are served.
    package enum Level: String, Sendable, CaseIterable {
        /// A publish is refused.
        case error

        /// A publish goes on: the rule isn't sure enough, or the marketplace only advises.
        case warning
    }

    /// What kind of rule wasn't kept. Raw values are served, so they never change.
    package enum Code: String, Sendable, CaseIterable {
        case required = "Required"
        case wrongKind = "WrongKind"
        case tooShort = "TooShort"
        case tooLong = "TooLong"
        case tooSmall = "TooSmall"
        case tooLarge = "TooLarge"
        case tooFew = "TooFew"
        case tooMany = "TooMany"
        case notUnique = "NotUnique"
        case wrongForm = "WrongForm"
        case notOneOf = "NotOneOf"
        case notAURL = "NotAURL"
        case notAnEmail = "NotAnEmail"
        case notAGUID = "NotAGuid"
        case notATime = "NotATime"
        case unknownKey = "UnknownKey"
        case incomplete = "Incomplete"
        case notTogether = "NotTogether"
        case notAlike = "NotAlike"
        case sasPath = "SasPath"
        case sasIncomplete = "SasIncomplete"
        case sasRights = "SasRights"
        case sasScope = "SasScope"
        case sasDates = "SasDates"
        case sasExpired = "SasExpired"
        case changedAfterLive = "ChangedAfterLive"
        case wrongPrice = "WrongPrice"
        case taken = "Taken"
    }

    /// The place in the offer's document.
    package var place: JSONPointer { JSONPointer(tokens: ["definition"] + pointer.tokens) }

    package init(_ code: Code, _ level: Level, at pointer: JSONPointer, _ message: String) {
        self.code = code
        self.level = level
        self.pointer = pointer
        self.message = message
    }
}

/// What a validation found: all of it, or the first of very many.
package struct Findings: Sendable {
    package private(set) var all: [Finding] = []

    /// How many there are, those that were not kept included.
    package private(set) var count = 0

    /// How many places of the document the fields' keys led to: the time that a validation takes grows in line with it.
    package internal(set) var placeCount = 0

    package init() {}

    /// Most that are kept.
    package static let maximumCount = 1_000

    package var errors: [Finding] { all.filter { $0.level == .error } }
    package var warnings: [Finding] { all.filter { $0.level == .warning } }

    /// How many of those that are kept are warnings.
    private var warningCount = 0

    /// Errors are kept before warnings. `finding` is made only where it is kept.
    mutating func add(_ level: Finding.Level, _ finding: () -> Finding) {
        count += 1
        if all.count >= Self.maximumCount {
            // Without a count, every error of very many would look through those that are kept.
            guard level == .error, warningCount > 0, let place = all.lastIndex(where: { $0.level == .warning }) else {
                return
            }
            all.remove(at: place)
            warningCount -= 1
        }
        if level == .warning { warningCount += 1 }
        all.append(finding())
    }
}
