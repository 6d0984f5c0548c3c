/// A whole http or https URL, as far as its form goes.
struct WebAddress {
    let path: Substring

    /// `nil` where there is no `?`.
    let query: Substring?

    /// `nil` for anything else: another scheme, no host, white space or control characters.
    ///
    /// Bytes are looked at, which no character outside ASCII shares with those that matter here.
    init?(_ text: String) {
        let bytes = text.utf8
        guard let scheme = ["https://", "http://"].first(where: { text.hasASCIIPrefix($0) }),
            !bytes.contains(where: { $0 <= 0x20 || $0 == 0x7F })
        else { return nil }
        let start = bytes.index(bytes.startIndex, offsetBy: scheme.utf8.count)
        let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        let rest = bytes[start..<end]
        let target = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? end
        let host = rest[..<target].split(separator: UInt8(ascii: "@")).last
        guard let first = host?.first, first != UInt8(ascii: ":") else { return nil }
        let question = rest[target...].firstIndex(of: UInt8(ascii: "?"))
        path = text[target..<(question ?? end)]
        query = question.map { text[bytes.index(after: $0)..<end] }
    }

    /// The query's parameters, percent-decoding undone; of a name that is there twice, the last.
    var parameters: [String: String] {
        var parameters: [String: String] = [:]
        for part in (query ?? "").utf8.split(separator: UInt8(ascii: "&")) {
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            parameters[Substring(part[..<equals]).percentDecoded] =
                Substring(part[equals...].dropFirst()).percentDecoded
        }
        return parameters
    }
}

extension String {
    /// Whether it begins with `prefix`, which is in lower case; letters of ASCII in any case.
    fileprivate func hasASCIIPrefix(_ prefix: String) -> Bool {
        utf8.count >= prefix.utf8.count
            && zip(utf8, prefix.utf8).allSatisfy { $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1 }
    }
}

extension Substring {
    /// Percent-decoding undone; as it is where that isn't possible.
    fileprivate var percentDecoded: String {
        guard utf8.contains(UInt8(ascii: "%")) else { return String(self) }
        var decoded: [UInt8] = []
        var rest = utf8
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexadecimalDigit, let low = rest.popFirst()?.hexadecimalDigit else {
                return String(self)
            }
            decoded.append(high << 4 | low)
        }
        return String(validating: decoded, as: UTF8.self) ?? String(self)
    }
}

extension UInt8 {
    /// What the byte is worth as a digit; `nil` when it is none.
    fileprivate var hexadecimalDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}
