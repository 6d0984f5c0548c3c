/// A place in a text as people count: lines and columns from 1.
package struct SourcePosition: Sendable, Equatable {
    package private(set) var line = 1

    /// In Unicode scalars.
    package private(set) var column = 1

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Counts from the text's start, so it is for errors only. Everything before `offset` has to be valid UTF-8.
    package init(of offset: Int, in bytes: [UInt8]) {
        var previous: UInt8 = 0
        for byte in bytes.prefix(offset) {
            switch byte {
            case UInt8(ascii: "\n") where previous == UInt8(ascii: "\r"):
                break  // CRLF was counted at its CR
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
                line += 1
                column = 1
            case 0x80...0xBF:
                break  // continues a scalar that was counted at its first byte
            default:
                column += 1
            }
            previous = byte
        }
    }
}

extension JSONDocument {
    /// Where the value at `pointer` begins in the text, or, of a value that isn't there, the nearest one around it.
    ///
    /// Counts from the text's start: for messages only.
    package func position(of pointer: JSONPointer) -> SourcePosition {
        var around = pointer
        while !around.tokens.isEmpty {
            if let value = value(at: around) { return SourcePosition(of: value.range.lowerBound, in: bytes) }
            around.tokens.removeLast()
        }
        return SourcePosition(of: root.range.lowerBound, in: bytes)
    }

    /// Where the name of the member at `pointer` begins; of anything that isn't a member, where the value does.
    package func positionOfName(at pointer: JSONPointer) -> SourcePosition {
        guard let name = pointer.tokens.last,
            let object = value(at: JSONPointer(tokens: pointer.tokens.dropLast())),
            let member = object.members.first(where: { $0.nameEquals(name) })
        else { return position(of: pointer) }
        return SourcePosition(of: member.nameText.startIndex, in: bytes)
    }
}
