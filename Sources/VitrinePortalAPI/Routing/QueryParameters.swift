import VitrineCore

/// The query of a request. Unknown names are ignored; of a name that is given twice, the first counts.
package struct QueryParameters: Sendable {
    private let pairs: [(name: String, value: String)]

    /// - Throws: ``Refusal`` with code `badRequest` when the percent-encoding is broken.
    init(parsing query: Substring?) throws(Refusal) {
        var pairs: [(String, String)] = []
        for part in (query ?? "").split(separator: "&") {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            guard let name = PercentEncoding.decode(part[..<equals], plusIsSpace: true),
                let value = PercentEncoding.decode(part[equals...].dropFirst(), plusIsSpace: true)
            else { throw Refusal(.badRequest, "The query has broken percent-encoding.") }
            pairs.append((name, value))
        }
        self.pairs = pairs
    }

    package subscript(name: String) -> String? { pairs.first { $0.name == name }?.value }
}
