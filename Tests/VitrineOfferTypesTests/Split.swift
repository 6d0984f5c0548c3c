import ExactJSON
import Testing
import VitrineCore
import VitrineOfferTypes

/// A definition that was split as part of a request's body.
struct Split {
    let document: JSONDocument
    let result: SplitDefinition

    init(_ definition: String, of type: OfferType? = nil) throws {
        document = try JSONDocument(
            parsing: Array(" { \"id\" : 1 , \"definition\" : \(definition) , \"z\":[ ] } ".utf8)
        )
        let value = document.root["definition"] ?? document.root
        result = try (type ?? MadeUpType.offerType()).split(value, of: document)
    }

    var text: String { String(decoding: result.text, as: UTF8.self) }

    /// One line for each secret: its path and what is said of it, values in clear.
    var supplied: [String] { result.supplied.map(\.line) }
}

extension SuppliedSecret {
    var line: String {
        switch value {
        case .set(let text): "\(path) = \(String(decoding: text, as: UTF8.self))"
        case .clear: "\(path) clear"
        case .keep: "\(path) keep"
        case .clearBelow: "\(path) clearBelow"
        }
    }
}

/// What a definition comes to.
struct SplitRow: Sendable, CustomTestStringConvertible {
    let definition: String
    let text: String
    let supplied: [String]

    init(_ definition: String, _ text: String, _ supplied: [String]) {
        self.definition = definition
        self.text = text
        self.supplied = supplied
    }

    var testDescription: String { definition }

    static func check(_ row: SplitRow, of type: OfferType? = nil) throws -> (text: String, supplied: [String]) {
        let split = try Split(row.definition, of: type)
        return (split.text, split.supplied)
    }
}
