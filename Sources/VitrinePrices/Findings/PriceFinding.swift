package import ExactJSON
import VitrineText

/// One thing that is wrong with a publisher's prices, and what to change.
package struct PriceFinding: Error, Sendable, Equatable, CustomStringConvertible {
    package let code: Code
    package let place: Place

    /// A sentence or two for the publisher. What is quoted of their text is cut short and has no control characters.
    package let message: String

    package enum Place: Sendable, Equatable {
        /// The file as a whole.
        case spreadsheet
        /// A file inside the spreadsheet, which is a zip archive: `xl/workbook.xml`.
        case part(String)
        case sheet(String)
        case cell(sheet: String, CellReference)
        /// A member of the price section, from its beginning.
        case member(JSONPointer)
    }

    init(_ code: Code, at place: Place, _ message: String) {
        self.code = code
        self.place = place
        self.message = message
    }

    package var description: String { "\(place): \(message)" }
}

extension PriceFinding.Place: CustomStringConvertible {
    /// A cell as spreadsheet programs write it: `Prices!C7`, or `'My prices'!C7`.
    package var description: String {
        switch self {
        case .spreadsheet: "the spreadsheet"
        case .part(let name): name.shown(atMost: 120)
        case .sheet(let name): name.shown
        case .cell(let sheet, let reference): "\(sheet.shown.quotedAsSheet)!\(reference)"
        case .member(let pointer): pointer.description
        }
    }
}

extension String {
    fileprivate var quotedAsSheet: String {
        let isPlain = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        guard !isPlain else { return self }
        return "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}
