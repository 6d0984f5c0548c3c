extension JSONError {
    /// A sentence that the sender of the text may read: where, what is wrong, and what to change.
    ///
    /// It quotes no values, since they may be secrets. A duplicate member's name is quoted: 64 Unicode scalars of it at
    /// most, control characters replaced.
    package var message: String {
        "Line \(line), column \(column): \(explanation)"
    }

    /// What is wrong and what to change, without the place.
    package var explanation: String {
        switch problem {
        case .empty: "the text is empty; send one JSON value."
        case .byteOrderMark: "the text starts with a byte order mark; send UTF-8 without one."
        case .tooLarge: "the text is larger than \(limit) bytes; send less."
        case .tooDeep: "more than \(limit) arrays and objects one inside another; send a flatter document."
        case .unexpectedByte: "expected \(expected)."
        case .unexpectedEnd: "the text ends too early; expected \(expected)."
        case .trailingBytes: "there is more text after the end of the JSON value; send exactly one value."
        case .badLiteral: "a word without quotation marks; only true, false and null may stand so, in small letters."
        case .badNumber:
            """
            not a JSON number; write no plus sign, no leading zero, and at least one digit before and after a point \
            and in an exponent. NaN and Infinity do not exist in JSON.
            """
        case .badEscape:
            #"unknown escape in a string; after a backslash write one of " \ / b f n r t, or u and four hex digits."#
        case .loneSurrogate: #"half of a surrogate pair; write both halves, as in \uD83D\uDE00, or the character."#
        case .controlCharacterInString:
            #"a control character in a string; close the string with " before it, or write it as an escape like \n."#
        case .invalidUTF8: "bytes that are not UTF-8; encode the text as UTF-8."
        case .duplicateName: "the member \"\(name)\" appears a second time in its object; keep one of them."
        }
    }

    private var expected: String {
        guard case .expected(let expectation) = detail else { return "something else" }
        return expectation.words
    }

    private var limit: String {
        guard case .limit(let limit) = detail else { return "the allowed number of" }
        return String(limit)
    }

    private var name: String {
        guard case .name(let name) = detail else { return "" }
        return name
    }
}

extension JSONError.Detail {
    /// `text` made fit to be shown: cut at 64 scalars (a single `Character` may be megabytes long), controls replaced.
    static func name(showing text: String) -> JSONError.Detail {
        let longest = 64
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(longest) {
            shown.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        let isCut = text.unicodeScalars.dropFirst(longest).first != nil
        return .name(String(shown) + (isCut ? "…" : ""))
    }
}

extension JSONError.Expectation {
    fileprivate var words: String {
        switch self {
        case .value: "a value"
        case .valueOrEndOfArray: "a value or ]"
        case .valueAfterComma: "a value, since no comma may stand before ]"
        case .name: "a member's name in quotation marks"
        case .nameOrEndOfObject: "a member's name in quotation marks, or }"
        case .nameAfterComma: "a member's name in quotation marks, since no comma may stand before }"
        case .colon: "a colon between the member's name and its value"
        case .commaOrEndOfArray: "a comma or ]"
        case .commaOrEndOfObject: "a comma or }"
        case .restOfString: "a string to be closed by a quotation mark"
        case .restOfNumber: "another digit of a number"
        }
    }
}
