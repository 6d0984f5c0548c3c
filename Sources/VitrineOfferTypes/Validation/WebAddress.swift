import Foundation

/// A whole http or https URL, as far as its form goes.
struct WebAddress {
    let path: String

    /// `nil` where there is no `?`.
    let query: String?

    /// `nil` for anything else: another scheme, no host, white space or control characters.
    init?(_ text: String) {
        guard !text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7F }) else { return nil }
        guard let colon = text.firstRange(of: "://"),
            ["http", "https"].contains(text[..<colon.lowerBound].lowercased())
        else { return nil }
        let rest = text[colon.upperBound...].prefix { $0 != "#" }
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let host = rest[..<end].split(separator: "@").last ?? ""
        guard let first = host.first, first != ":" else { return nil }
        let target = rest[end...]
        let question = target.firstIndex(of: "?")
        path = String(target[..<(question ?? target.endIndex)])
        query = question.map { String(target[target.index(after: $0)...]) }
    }

    /// The query's parameters, percent-decoding undone; of a name that is there twice, the last.
    var parameters: [String: String] {
        var parameters: [String: String] = [:]
        for part in (query ?? "").split(separator: "&") {
            let equals = part.firstIndex(of: "=") ?? part.endIndex
            let name = String(part[..<equals])
            let value = String(part[equals...].dropFirst())
            parameters[name.removingPercentEncoding ?? name] = value.removingPercentEncoding ?? value
        }
        return parameters
    }
}
