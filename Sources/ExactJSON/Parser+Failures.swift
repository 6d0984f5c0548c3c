/// Which failure it is. Only the slow path comes here, so these look back at the text for what they need.
extension Parser {
    /// Something stands at `position` that can't, or the text has ended there.
    func unexpected(_ detail: JSONError.Detail, _ text: Span<UInt8>) -> Failure {
        let problem: JSONError.Problem = position < text.count ? .unexpectedByte : .unexpectedEnd
        return Failure(problem: problem, offset: position, detail: detail)
    }

    /// There is no value at `position`.
    func noValue(_ text: Span<UInt8>) -> Failure {
        switch text.byteOrZero(at: position) {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
            return Failure(problem: .badLiteral, offset: position)
        case UInt8(ascii: "+"), UInt8(ascii: "."):
            return Failure(problem: .badNumber, offset: position)
        default:
            break
        }
        switch lastSignificantByte(text) {
        case UInt8(ascii: "["): return unexpected(.expected(.valueOrEndOfArray), text)
        case UInt8(ascii: ","): return unexpected(.expected(.valueAfterComma), text)
        default: return unexpected(.expected(.value), text)
        }
    }

    /// There is no quotation mark at `position`, where a name must start.
    func noName(_ text: Span<UInt8>) -> Failure {
        let isFirst = lastSignificantByte(text) == UInt8(ascii: "{")
        let isEnd = text.byteOrZero(at: position) == UInt8(ascii: "}")
        return unexpected(.expected(isFirst ? .nameOrEndOfObject : isEnd ? .nameAfterComma : .name), text)
    }

    /// The last byte before `position` that is not white space, or 0.
    private func lastSignificantByte(_ text: Span<UInt8>) -> UInt8 {
        var offset = position - 1
        while offset >= 0, text[offset].isJSONWhiteSpace { offset -= 1 }
        return offset >= 0 ? text[offset] : 0
    }
}
