extension JSONValue {
    /// Whether both say the same, but for white space between their parts and the spelling of escapes in strings.
    ///
    /// The order of members counts, and numbers are compared by their text: `1.0` is not `1`.
    package func isSameContent(as other: JSONValue) -> Bool {
        let end = Int(node.next)
        let nodes = tape.nodes
        let otherNodes = other.tape.nodes
        guard end - index == Int(otherNodes[other.index].next) - other.index else { return false }
        let bytes = tape.bytes
        let otherBytes = other.tape.bytes
        // Tapes are in reading order, so equal kinds and counts all the way mean an equal shape.
        for (node, otherNode) in zip(nodes[index..<end], otherNodes[other.index...]) {
            guard node.isSame(in: bytes.span, as: otherNode, in: otherBytes.span) else { return false }
        }
        return true
    }
}

extension Node {
    fileprivate func isSame(in text: Span<UInt8>, as other: Node, in otherText: Span<UInt8>) -> Bool {
        guard kind == other.kind, count == other.count else { return false }
        switch kind {
        case .object, .array, .true, .false, .null:
            return true
        case .number:
            return text.hasSameBytes(in: range, as: otherText, in: other.range)
        case .string:
            if text.hasSameBytes(in: range, as: otherText, in: other.range) { return true }
            guard hasEscapes || other.hasEscapes else { return false }
            return content(in: text) == other.content(in: otherText)
        }
    }
}
