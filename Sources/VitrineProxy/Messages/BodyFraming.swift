import NIOHTTP1

/// How the end of a request's body is known.
enum BodyFraming: Hashable {
    case none, chunked
    case length(String)

    /// Reads it from a request's head.
    ///
    /// Whatever two readers could read in two ways is refused, as RFC 9112, section 6.3, wants it: this is where a request
    /// would be smuggled in behind another.
    init(of head: HTTPRequestHead) throws(ProxyAnswer) {
        let codings = head.headers["transfer-encoding"]
        let lengths = head.headers["content-length"]
        if head.version.major == 2 {
            // HTTP/2 frames its bodies; the coding is only what our own codec says of them.
            self = try codings.isEmpty ? Self.length(lengths) : .chunked
            return
        }
        guard !codings.isEmpty else {
            self = try Self.length(lengths)
            return
        }
        guard lengths.isEmpty, head.version.minor >= 1, codings.count == 1, codings[0].lowercased() == "chunked" else {
            throw .badRequest("The request's Transfer-Encoding is not just 'chunked', or stands where it can't.")
        }
        self = .chunked
    }

    private static func length(_ values: [String]) throws(ProxyAnswer) -> BodyFraming {
        guard let value = values.first else { return .none }
        guard values.count == 1, (1...18).contains(value.utf8.count),
            value.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { throw .badRequest("The request's Content-Length is not one number.") }
        return .length(value)
    }
}
