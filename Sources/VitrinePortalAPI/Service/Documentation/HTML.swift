/// HTML in the making: what is written in this program's own literals is markup, everything put into them is escaped.
///
/// So text from outside can't become markup: a literal is a `StaticString`, and a `String` only gets in by interpolation.
struct HTML: Sendable, ExpressibleByStringInterpolation {
    let markup: String

    init(stringLiteral markup: StaticString) {
        self.markup = markup.description
    }

    init(stringInterpolation parts: Parts) {
        markup = parts.markup
    }

    struct Parts: StringInterpolationProtocol {
        fileprivate var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            markup.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: StaticString) {
            markup += literal.description
        }

        /// Text for an element or an attribute in quotation marks.
        mutating func appendInterpolation(_ text: String) {
            for scalar in text.unicodeScalars { append(scalar) }
        }

        mutating func appendInterpolation(_ html: HTML?) {
            markup += html?.markup ?? ""
        }

        mutating func appendInterpolation(_ list: [HTML], separator: HTML = "\n") {
            markup += list.map(\.markup).joined(separator: separator.markup)
        }

        private mutating func append(_ scalar: Unicode.Scalar) {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            case "\n", "\t": markup.unicodeScalars.append(scalar)
            case _ where scalar.properties.generalCategory == .control: markup += "\u{FFFD}"
            default: markup.unicodeScalars.append(scalar)
            }
        }
    }
}
