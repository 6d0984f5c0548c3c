import VitrineCore

/// A request's target, taken apart: path segments as they came, and the raw query.
struct RequestTarget {
    let segments: [Substring]
    let query: Substring?

    /// Takes `target` apart. Both forms of RFC 9112 that name a resource are understood: `/path?query` and
    /// `http://host/path?query`. A trailing slash before the query is dropped.
    init(_ target: String) {
        // Bytes, not characters: a target is ASCII, and finding where characters end costs more than all the rest.
        let end = target.utf8.firstIndex(of: 0x3F) ?? target.endIndex
        query = end == target.endIndex ? nil : target[target.utf8.index(after: end)...]
        var path = target.utf8[..<end]
        if path.first != 0x2F, let scheme = target[..<end].firstRange(of: "://") {
            path = path[scheme.upperBound...].drop { $0 != 0x2F }
        }
        if path.first == 0x2F { path.removeFirst() }
        if path.last == 0x2F { path.removeLast() }
        segments =
            path.isEmpty ? [] : path.split(separator: 0x2F, omittingEmptySubsequences: false).map { Substring($0) }
    }
}
