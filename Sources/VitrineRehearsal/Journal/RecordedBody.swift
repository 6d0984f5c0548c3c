/// A body as the journal keeps it.
package struct RecordedBody: Sendable, Equatable {
    /// What is kept of it, secrets masked.
    package internal(set) var bytes: [UInt8]

    /// How many bytes it had when it was sent.
    package let size: Int

    /// Whether more was sent than is kept.
    package internal(set) var isCut = false

    /// Why it isn't kept as it was; `nil` when there is nothing to say.
    package internal(set) var note: String?

    /// A body of which all is kept.
    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        size = bytes.count
    }

    /// The first bytes of a body of that size.
    package init(_ bytes: [UInt8], of size: Int) {
        self.bytes = bytes
        self.size = size
        isCut = bytes.count < size
    }

    /// A body as a journal's file has it.
    init(bytes: [UInt8], size: Int, isCut: Bool, note: String?) {
        self.bytes = bytes
        self.size = size
        self.isCut = isCut
        self.note = note
    }

    /// The text, unless the bytes are none.
    package var text: String? { String(validating: bytes, as: UTF8.self) }

    /// This body with at most `most` bytes; a text is cut between two characters.
    func cut(to most: Int) -> RecordedBody {
        guard bytes.count > most else { return self }
        var end = max(0, most)
        while end > 0, bytes[end] & 0xC0 == 0x80, most - end < 4 { end -= 1 }
        return RecordedBody(bytes: Array(bytes[..<end]), size: size, isCut: true, note: note)
    }
}
