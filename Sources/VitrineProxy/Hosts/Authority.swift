/// A host and a port, as `CONNECT` and `Host` name them.
package struct Authority: Sendable, Hashable, CustomStringConvertible {
    /// A name or an address, in lower case. An IPv6 address has no brackets here.
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host.lowercased()
        self.port = port
    }

    /// Reads `host`, `host:port` or `[address]:port`; `nil` for everything else, such as one with user information.
    init?(_ text: some StringProtocol, defaultPort: Int) {
        let (name, digits) = Self.split(text)
        guard let host = Self.plainHost(name), let port = digits.map(Self.port) ?? defaultPort else { return nil }
        self.init(host: host, port: port)
    }

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func split(_ text: some StringProtocol) -> (host: String, port: String?) {
        let bracket = text.lastIndex(of: "]") ?? text.startIndex
        guard let colon = text[bracket...].firstIndex(of: ":") else { return (String(text), nil) }
        return (String(text[..<colon]), String(text[text.index(after: colon)...]))
    }

    private static func port(_ digits: String) -> Int? {
        guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let port = Int(digits), (1...65535).contains(port)
        else { return nil }
        return port
    }

    /// The host without brackets and without the full stop that may end a name.
    private static func plainHost(_ text: String) -> String? {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let address = text.dropFirst().dropLast()
            return !address.isEmpty && address.utf8.allSatisfy(addressBytes.contains) ? String(address) : nil
        }
        let name = text.hasSuffix(".") ? text.dropLast() : text[...]
        return !name.isEmpty && name.utf8.count <= 253 && name.utf8.allSatisfy(nameBytes.contains) ? String(name) : nil
    }

    private static let addressBytes = Set("0123456789abcdefABCDEF:.".utf8)
    private static let nameBytes = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.".utf8)
}
