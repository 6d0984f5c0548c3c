import VitrineCore

/// A request's target, taken apart: path segments as they came, and the raw query.
struct RequestTarget {
    let segments: [Substring]
    let query: Substring?

    /// Takes `target` apart. Both forms of RFC 9112 that name a resource are understood: `/path?query` and
    /// `http://host/path?query`. A trailing slash before the query is dropped.
    init(_ target: String) {
        let end = target.firstIndex(of: "?") ?? target.endIndex
        query = end == target.endIndex ? nil : target[target.index(after: end)...]
        var path = target[..<end]
        if !path.hasPrefix("/"), let scheme = path.firstRange(of: "://") {
            path = path[scheme.upperBound...].drop { $0 != "/" }
        }
        if path.hasPrefix("/") { path.removeFirst() }
        if path.hasSuffix("/") { path.removeLast() }
        segments = path.isEmpty ? [] : path.split(separator: "/", omittingEmptySubsequences: false)
    }
}
