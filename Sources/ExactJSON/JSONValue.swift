/// A place in a ``JSONDocument``: a cursor that costs one retain to copy, whatever it points at.
package struct JSONValue: Sendable {
    let tape: Tape
    let index: Int

    package enum Kind: UInt8, Sendable, CaseIterable {
        case object, array, string, number, `true`, `false`, null
    }

    var node: Node { tape.nodes[index] }

    package var kind: Kind { node.kind }

    /// Where its text stands in the document's bytes; of strings, quotation marks included.
    package var range: Range<Int> { node.range }

    /// Its text, byte for byte as it was sent.
    package var text: ArraySlice<UInt8> { tape.bytes[node.range] }

    /// Elements of an array, members of an object, else 0.
    package var count: Int { Int(node.count) }
}

// MARK: - Scalars

extension JSONValue {
    /// What a string stands for, escapes resolved; `nil` for other kinds.
    package var string: String? {
        kind == .string ? tape.string(ofNode: index) : nil
    }

    /// Whether this is a string of exactly these characters.
    ///
    /// Bytes are compared: an é in one code point is not an e with an accent after it. Nothing is allocated unless the
    /// JSON text has escapes.
    package func equals(_ text: String) -> Bool {
        kind == .string && tape.node(index, equals: text)
    }

    /// The number, if it is written without fraction and exponent and fits.
    package var int64: Int64? {
        kind == .number ? Int64(decimal: text) : nil
    }
}

extension Int64 {
    /// `nil` when a byte is no digit (but for a minus in front) or the number doesn't fit.
    fileprivate init?(decimal text: ArraySlice<UInt8>) {
        let isNegative = text.first == UInt8(ascii: "-")
        // Counted downwards, since the lowest number has no positive counterpart.
        var number: Int64 = 0
        for byte in text.dropFirst(isNegative ? 1 : 0) {
            guard byte.isDigit else { return nil }
            let (product, hasProductOverflown) = number.multipliedReportingOverflow(by: 10)
            let (difference, hasOverflown) = product.subtractingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !hasProductOverflown, !hasOverflown else { return nil }
            number = difference
        }
        guard !isNegative else {
            self = number
            return
        }
        guard number != .min else { return nil }
        self = -number
    }
}

extension Tape {
    func string(ofNode index: Int) -> String {
        let node = nodes[index]
        guard node.hasEscapes else { return String(decoding: bytes[node.contentRange], as: UTF8.self) }
        return String(decoding: content(of: node), as: UTF8.self)
    }

    func node(_ index: Int, equals text: String) -> Bool {
        let node = nodes[index]
        guard !node.hasEscapes else { return content(of: node).elementsEqual(text.utf8) }
        let bytes = bytes
        let utf8 = text.utf8
        guard node.contentRange.count == utf8.count else { return false }
        return bytes.span.hasSameBytes(in: node.contentRange, as: utf8.span, in: 0..<utf8.count)
    }

    private func content(of node: Node) -> [UInt8] {
        let bytes = bytes
        return node.content(in: bytes.span)
    }
}
