import VitrineCore

/// A request of a journal, and what has to be put into it before it can be sent again.
package struct ReplayRequest: Sendable {
    /// What happened then; ``JournalComparison`` compares the new answer with its.
    package let exchange: Exchange

    /// The header without what belongs to the old connection, the credentials that are put in anew, and the tag where
    /// ``tagOf`` is set.
    package let headers: [HeaderField]

    /// What has to be put in for the credentials that were masked.
    package let credential: Credential

    /// The number of the exchange whose answer gave the tag of `If-Match` or `If-None-Match`: the new answer's goes in.
    package let tagOf: Int64?

    /// The header that ``tagOf`` is about.
    package let tagHeader: String?

    /// The number of the exchange whose answer gave the operation that the target names: the new answer's goes in.
    package let locationOf: Int64?

    /// The number of the exchange whose answer gave the GUID by which the target calls an offer: the new answer's goes in.
    package let guidOf: Int64?

    /// Why it can't be sent as it was: its body wasn't kept whole, or it has something in it that no
    /// request can have; `nil` when it can.
    package let obstacle: String?

    /// What a request needs to be let in.
    package enum Credential: Sendable, Equatable {
        case none

        /// A token for that client, or for any where it isn't known.
        case bearer(client: String?)

        /// It asks for a token: that client's secret goes into the form, in the mask's place.
        case secretInForm(client: String?)

        /// It asks for a token: id and secret of that client go into `Authorization: Basic`, the mask as a secret that is no good.
        case basic(client: String?, isGood: Bool)

        /// What it brought was refused then. It goes as the journal has it: a mask is no good either.
        case asKept
    }

    init(_ exchange: Exchange, _ origins: ReplayOrigins) {
        let request = exchange.request
        self.exchange = exchange
        let tagHeader = ["If-Match", "If-None-Match"].first { origins.tag(request.headers[$0]) != nil }
        self.tagHeader = tagHeader
        tagOf = tagHeader.flatMap { origins.tag(request.headers[$0]) }
        locationOf = origins.location(request.target)
        guidOf = origins.guid(exchange.route.offer)
        let credential = Self.credential(of: exchange)
        self.credential = credential
        let headers = request.headers.filter { field in
            if field.isNamed("authorization") { return credential == .asKept }
            return !Self.connection.contains(where: field.isNamed) && tagHeader.map(field.isNamed) != true
        }
        self.headers = headers
        obstacle =
            Self.obstacle(request)
            ?? RequestSyntax.mistake(method: request.method, headers).map { mistake in
                "It couldn't be sent: \(mistake)"
            }
    }

    private static func obstacle(_ request: Exchange.Request) -> String? {
        // Whatever else stands there may name another host.
        guard request.target.hasPrefix("/") else { return "Its target isn't a path." }
        return request.body.isCut
            ? "The journal has only \(request.body.bytes.count) of the body's \(request.body.size) bytes." : nil
    }

    private static let connection = [
        "connection", "content-length", "cookie", "expect", "host", "keep-alive",
        "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    private static func credential(of exchange: Exchange) -> Credential {
        let scheme = exchange.request.headers["Authorization"].map { $0.prefix { $0 != " " }.lowercased() }
        let asksForToken = exchange.route.kind == .token
        let wasRefused = exchange.status == 401
        if asksForToken, scheme == "basic" { return .basic(client: exchange.caller, isGood: !wasRefused) }
        if wasRefused, asksForToken || scheme != nil { return .asKept }
        if asksForToken { return .secretInForm(client: exchange.caller) }
        return scheme == nil && exchange.caller == nil ? .none : .bearer(client: exchange.caller)
    }
}
