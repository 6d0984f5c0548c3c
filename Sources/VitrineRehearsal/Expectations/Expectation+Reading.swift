import VitrineCore
import VitrineText

/// Why a text is no expectation.
package struct ExpectationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong with it.
    package let reason: String

    /// What is wrong, and the forms that there are.
    package var description: String {
        let forms = Expectation.forms.map { "  " + $0 } + Expectation.words
        return "\(reason) An expectation is one of:\n\(forms.joined(separator: "\n"))"
    }
}

extension Expectation {
    /// Reads an expectation; letter case of its words doesn't count.
    ///
    /// - Throws: ``ExpectationError``, which lists the forms.
    package init(_ text: String) throws(ExpectationError) {
        guard text.utf8.count <= 1_000 else { throw ExpectationError(reason: "The expectation is too long.") }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let first = words.first else { throw ExpectationError(reason: "The expectation is empty.") }
        description = words.joined(separator: " ")
        form = try Self.form(first.asciiFolded, Words(all: words))
    }

    private static func form(_ first: String, _ words: Words) throws(ExpectationError) -> Form {
        switch first {
        case "published": return .published(try words.only(offerAt: 1))
        case "live": return .live(try words.only(offerAt: 1))
        case "operation-followed": return .operationFollowed(try words.only(offerAt: 1))
        case "calls": return .calls(method: try words.method(1), try words.route(2), try words.bound(from: 3))
        case "status": return .status(try words.status(1), try words.bound(from: 2))
        case "faults": return .faults(try words.bound(from: 1))
        case "no-errors": return try words.alone(.noErrors)
        case "no-secret-in-clear": return try words.alone(.noSecretInClear)
        case "polled-politely": return try words.alone(.polledPolitely)
        case "if-match-always": return try words.alone(.ifMatchAlways)
        case "no-advice": return try words.alone(.noAdvice)
        default:
            let known = forms.map { String($0.prefix { $0 != " " }) }
            throw ExpectationError(
                reason: "There is no expectation '\(first.shortened)'.\(Suggestion.hint(for: first, among: known))"
            )
        }
    }
}

/// The words of an expectation.
private struct Words {
    let all: [String]

    private var shown: String { "'\(all.joined(separator: " ").shortened)'" }

    private func word(_ index: Int, _ what: String) throws(ExpectationError) -> String {
        guard index < all.count else { throw ExpectationError(reason: "In \(shown), \(what) is missing.") }
        return all[index]
    }

    func alone(_ form: Expectation.Form) throws(ExpectationError) -> Expectation.Form {
        guard all.count == 1 else { throw ExpectationError(reason: "In \(shown), nothing comes after the first word.") }
        return form
    }

    func only(offerAt index: Int) throws(ExpectationError) -> OfferText {
        let parts = try word(index, "PUBLISHER/OFFER").split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty, all.count == index + 1 else {
            throw ExpectationError(reason: "In \(shown), one PUBLISHER/OFFER is expected, as in contoso/vm.")
        }
        return OfferText(publisher: String(parts[0]), offer: String(parts[1]))
    }

    private static let methods = ["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"]

    func method(_ index: Int) throws(ExpectationError) -> String? {
        let method = try word(index, "METHOD").uppercased()
        if method == "ANY" { return nil }
        guard Self.methods.contains(method) else {
            let hint = Suggestion.hint(for: method, among: Self.methods)
            throw ExpectationError(reason: "'\(method.shortened)' is no method.\(hint)")
        }
        return method
    }

    func route(_ index: Int) throws(ExpectationError) -> RouteWord {
        let text = try word(index, "ROUTE")
        if text.first == "/", let pattern = PathPattern(text) { return .path(pattern) }
        if let word = RouteWord.Word.allCases.first(where: { $0.rawValue.asciiFolded == text.asciiFolded }) {
            return .word(word)
        }
        let hint = Suggestion.hint(for: text, among: RouteWord.Word.allCases.map(\.rawValue))
        throw ExpectationError(reason: "'\(text.shortened)' is no ROUTE.\(hint)")
    }

    func status(_ index: Int) throws(ExpectationError) -> StatusRange {
        let text = try word(index, "STATUS")
        guard let range = StatusRange(text), text.asciiFolded != "none" else {
            throw ExpectationError(reason: "'\(text.shortened)' is no STATUS.")
        }
        return range
    }

    func bound(from index: Int) throws(ExpectationError) -> Bound {
        guard index < all.count else { return .atLeast(1) }
        let kind = all[index].asciiFolded
        if kind == "never" {
            guard all.count == index + 1 else {
                throw ExpectationError(reason: "In \(shown), nothing comes after 'never'.")
            }
            return .exactly(0)
        }
        guard ["at-least", "at-most", "exactly"].contains(kind) else {
            let hint = Suggestion.hint(for: kind, among: ["at-least", "at-most", "exactly", "never"])
            throw ExpectationError(reason: "'\(kind.shortened)' is no COUNT.\(hint)")
        }
        let text = try word(index + 1, "the number")
        guard let count = Int(text), (0...1_000_000).contains(count), text.allSatisfy(\.isNumber),
            all.count == index + 2
        else { throw ExpectationError(reason: "In \(shown), '\(kind)' wants one number from 0 to 1000000.") }
        return kind == "at-least" ? .atLeast(count) : kind == "at-most" ? .atMost(count) : .exactly(count)
    }
}
