/// A parsed text: its bytes, and a node for every value and member name, in reading order.
///
/// It is a class so that a document or a cursor is one reference and at most one number; nothing in it ever changes.
final class Tape: Sendable {
    let bytes: [UInt8]
    let nodes: [Node]

    init(bytes: [UInt8], nodes: [Node]) {
        self.bytes = bytes
        self.nodes = nodes
    }
}

/// One value or member name. A container's node stands before those of what it holds, a name's right before its value's.
struct Node {
    /// A member name's is `string`.
    let kind: JSONValue.Kind

    /// Whether a string holds a backslash, so that its text is not its content.
    let hasEscapes: Bool

    /// Where the text starts and ends, quotation marks and brackets included.
    let start: UInt32
    var end: UInt32

    /// The node after this one and all that it holds. While a container is open: the container around it.
    var next: UInt32

    /// Elements of an array, members of an object, else 0.
    var count: UInt32 = 0

    /// Texts are shorter than 4 GiB, so no number is cut here.
    init(kind: JSONValue.Kind, hasEscapes: Bool = false, start: Int, end: Int, next: Int) {
        self.kind = kind
        self.hasEscapes = hasEscapes
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
        self.next = UInt32(truncatingIfNeeded: next)
    }

    var range: Range<Int> { Int(start)..<Int(end) }

    /// What stands between a string's quotation marks.
    var contentRange: Range<Int> { Int(start) + 1..<Int(end) - 1 }
}
