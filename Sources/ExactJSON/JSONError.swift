/// Why a text is not acceptable JSON, and where.
///
/// The first problem in reading order is the one reported, but for ``Problem/duplicateName``, which is found when its
/// object ends. Nothing here holds a value of the text; a duplicate member's name is kept, cut short.
package struct JSONError: Error, Sendable, Equatable {
    /// What is wrong.
    package enum Problem: Sendable, Equatable, CaseIterable {
        case empty
        case byteOrderMark
        case tooLarge
        case tooDeep
        case unexpectedByte
        case unexpectedEnd
        case trailingBytes
        /// A word without quotation marks that is not `true`, `false` or `null`.
        case badLiteral
        case badNumber
        case badEscape
        case loneSurrogate
        case controlCharacterInString
        case invalidUTF8
        /// Names are compared after unescaping, byte for byte: no Unicode normalisation.
        case duplicateName
    }

    package let problem: Problem

    /// The line, from 1. LF, CR and CRLF each end one line.
    package let line: Int

    /// The place in the line, from 1, in Unicode scalars.
    package let column: Int

    /// The place in the text, from 0, in bytes; the text's length when it ended too early.
    package let offset: Int

    let detail: Detail

    /// What the message says beyond the problem's own words.
    enum Detail: Sendable, Equatable {
        case none
        case expected(Expectation)
        case limit(Int)
        case name(String)
    }

    /// What could have stood where something else did.
    enum Expectation: Sendable, Equatable {
        case value, valueOrEndOfArray, valueAfterComma
        case name, nameOrEndOfObject, nameAfterComma
        case colon
        case commaOrEndOfArray, commaOrEndOfObject
        case restOfString, restOfNumber
    }
}

extension JSONError {
    init(_ failure: Parser.Failure, in bytes: [UInt8]) {
        let position = SourcePosition(of: failure.offset, in: bytes)
        problem = failure.problem
        line = position.line
        column = position.column
        offset = failure.offset
        detail = failure.detail
    }
}
