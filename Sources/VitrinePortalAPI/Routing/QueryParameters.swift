import VitrineCore

/// The query of a request. Unknown names are ignored; of a name that is given twice, the first counts.
package struct QueryParameters: Sendable {
    /// As they came, decoded.
    package let pairs: [(name: String, value: String)]

    /// - Throws: ``Refusal`` with code `badRequest` when the percent-encoding is broken.
    init(parsing query: Substring?) throws(Refusal) {
        var pairs: [(String, String)] = []
        for bytes in (query ?? "").utf8.split(separator: 0x26) {
            let part = Substring(bytes)
            let equals = part.utf8.firstIndex(of: 0x3D) ?? part.endIndex
            guard let name = PercentEncoding.decode(part[..<equals], plusIsSpace: true),
                let value = PercentEncoding.decode(Substring(part.utf8[equals...].dropFirst()), plusIsSpace: true)
            else { throw Refusal(.badRequest, "The query has broken percent-encoding.") }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }
}
