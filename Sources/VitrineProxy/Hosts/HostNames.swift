/// A set of host names, some of which may begin with `*.` and then stand for every name with one more label.
///
/// That is what such a name means in a certificate, so whatever is in the set can also be served.
package struct HostNames: Sendable, Hashable, ExpressibleByArrayLiteral {
    /// A pattern that is not a host name, nor one behind `*.`.
    package struct InvalidPattern: Error, Hashable, CustomStringConvertible {
        package let pattern: String

        package var description: String { "'\(pattern)' is not a host name, nor '*.' and a host name." }
    }

    /// In lower case and in order.
    package let patterns: [String]
    private let known: Set<String>

    /// - Throws: ``InvalidPattern`` for the first that is none.
    package init(_ patterns: some Sequence<String>) throws(InvalidPattern) {
        var known: Set<String> = []
        for pattern in patterns {
            guard let plain = Self.plain(pattern) else { throw InvalidPattern(pattern: pattern) }
            known.insert(plain)
        }
        self.init(known: known)
    }

    /// Leaves out what is not a host name; for names that are written in code.
    package init(arrayLiteral elements: String...) {
        self.init(known: Set(elements.compactMap(Self.plain)))
    }

    private init(known: Set<String>) {
        self.known = known
        patterns = known.sorted()
    }

    /// Whether the set holds this name, in whatever case it is written.
    package func contains(_ host: String) -> Bool {
        let host = host.lowercased()
        if known.contains(host) { return true }
        guard let dot = host.firstIndex(of: "."), dot > host.startIndex else { return false }
        return known.contains("*" + host[dot...])
    }

    private static func plain(_ pattern: String) -> String? {
        let isWild = pattern.hasPrefix("*.")
        guard let authority = Authority(isWild ? pattern.dropFirst(2) : pattern[...], defaultPort: 443),
            authority.port == 443, !pattern.contains(":")
        else { return nil }
        return isWild ? "*." + authority.host : authority.host
    }
}
