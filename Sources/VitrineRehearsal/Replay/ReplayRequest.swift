import VitrineCore

/// A request of a journal, and what has to be put into it before it can be sent again.
package struct ReplayRequest: Sendable {
    /// What happened then; ``JournalComparison`` compares the new answer with its.
    package let exchange: Exchange

    /// The header without what belongs to the old connection, its credentials, and the tag where ``tagOf`` is set.
    package let headers: [HeaderField]

    /// What has to be put in for the credentials that were masked.
    package let credential: Credential

    /// The number of the exchange whose answer gave the tag of `If-Match` or `If-None-Match`: the new answer's goes in.
    package let tagOf: Int64?

    /// The header that ``tagOf`` is about.
    package let tagHeader: String?

    /// The number of the exchange whose answer gave the operation that the target names: the new answer's goes in.
    package let locationOf: Int64?

    /// Why it can't be sent as it was: its body wasn't kept whole; `nil` when it can.
    package let obstacle: String?

    /// What a request needs to be let in.
    package enum Credential: Sendable, Equatable {
        case none

        /// A token for that client, or for any where it isn't known.
        case bearer(client: String?)

        /// It asks for a token itself: that client's secret goes into the body, or into `Authorization: Basic`.
        case clientSecret(client: String?)
    }

    init(_ exchange: Exchange, _ origins: ReplayOrigins) {
        let request = exchange.request
        self.exchange = exchange
        let tagHeader = ["If-Match", "If-None-Match"].first { origins.tag(request.headers[$0]) != nil }
        self.tagHeader = tagHeader
        tagOf = tagHeader.flatMap { origins.tag(request.headers[$0]) }
        locationOf = origins.location(request.target)
        headers = request.headers.filter { field in
            !Self.connection.contains(where: field.isNamed) && tagHeader.map(field.isNamed) != true
        }
        credential = Self.credential(of: exchange)
        obstacle =
            request.body.isCut
            ? "The journal has only \(request.body.bytes.count) of the body's \(request.body.size) bytes." : nil
    }

    private static let connection = [
        "authorization", "connection", "content-length", "cookie", "expect", "host", "keep-alive",
        "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    private static func credential(of exchange: Exchange) -> Credential {
        if exchange.route.kind == .token { return .clientSecret(client: exchange.caller) }
        let scheme = exchange.request.headers["Authorization"]?.asciiFolded
        return scheme == nil && exchange.caller == nil ? .none : .bearer(client: exchange.caller)
    }
}
