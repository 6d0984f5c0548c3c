/// A place in a text as people count: lines and columns from 1.
struct SourcePosition: Equatable {
    private(set) var line = 1
    private(set) var column = 1

    /// Counts from the text's start, so it is for errors only. Everything before `offset` has to be valid UTF-8.
    init(of offset: Int, in bytes: [UInt8]) {
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
