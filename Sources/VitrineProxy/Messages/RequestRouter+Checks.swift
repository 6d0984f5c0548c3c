import NIOHTTP1

extension RequestRouter {
    /// HTTP/2 has no limit for one field, and its limit for all of them is checked elsewhere; here both are the same for
    /// all versions.
    func checkSize(_ head: HTTPRequestHead) throws(ProxyAnswer) {
        var total = head.uri.utf8.count
        var largest = total
        for (name, value) in head.headers {
            let size = name.utf8.count + value.utf8.count
            total += size
            largest = max(largest, size)
        }
        guard largest <= limits.fieldBytes, total <= limits.headBytes else { throw .headTooLarge }
    }

    /// What goes out again must not end a line early. The parsers see to that; this is for what they may overlook.
    func checkText(_ head: HTTPRequestHead) throws(ProxyAnswer) {
        let isPlain = head.headers.allSatisfy { name, value in
            !name.isEmpty && name.utf8.allSatisfy(Self.tokenBytes.contains) && value.utf8.allSatisfy(Self.isValueByte)
        }
        guard isPlain, head.method.rawValue.utf8.allSatisfy(Self.tokenBytes.contains) else {
            throw .badRequest("The request's head holds characters that it can't.")
        }
    }

    private static func isValueByte(_ byte: UInt8) -> Bool { byte == 0x09 || (byte >= 0x20 && byte != 0x7F) }

    private static let tokenBytes = Set(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".utf8
    )
}
