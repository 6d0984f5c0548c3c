package import VitrineCore

/// The requests of a journal, to be sent again in their order to another server, or another version of one.
package struct JournalReplay: Sendable {
    /// The requests, oldest first.
    package let requests: [ReplayRequest]

    /// Prepares the exchanges of a journal.
    ///
    /// Answers that a scenario's fault made up are left out unless `withFaults`: unless the other server has such faults too.
    package init(_ exchanges: [Exchange], withFaults: Bool = false) {
        var origins = ReplayOrigins()
        var requests: [ReplayRequest] = []
        for exchange in Self.inOrder(exchanges) where withFaults || !exchange.isMadeUp {
            requests.append(ReplayRequest(exchange, origins))
            origins.note(exchange)
        }
        self.requests = requests
    }

    /// The client ids of those who were let in, each once, the first one first.
    package var clients: [GUID] {
        var clients: [GUID] = []
        for request in requests where (request.exchange.status ?? 500) < 400 {
            guard let id = request.exchange.caller.flatMap({ GUID($0) }), !clients.contains(id) else { continue }
            clients.append(id)
        }
        return clients
    }

    /// The same, as they may be shown and written down: an archive of another program has secrets and tokens in it.
    package func masked(by masking: JournalMasking) -> JournalReplay {
        // What a fault made up was left out before, where it was to be.
        JournalReplay(requests.map { masking.masked($0.exchange) }, withFaults: true)
    }

    /// By number, and those without one as they came.
    private static func inOrder(_ exchanges: [Exchange]) -> [Exchange] {
        exchanges.enumerated()
            .sorted { ($0.element.id, $0.offset) < ($1.element.id, $1.offset) }
            .map(\.element)
    }
}

/// Which answer gave the tags, operations and GUIDs that later requests name.
struct ReplayOrigins {
    private var tags: [String: Int64] = [:]
    private var locations: [String: Int64] = [:]
    private var guids: [GUID: Int64] = [:]

    mutating func note(_ exchange: Exchange) {
        guard let answer = exchange.answer else { return }
        if let tag = answer.headers["ETag"] { tags[tag] = exchange.id }
        if let guid = answer.offerGUID { guids[guid] = exchange.id }
        for name in ["Location", "Operation-Location"] {
            if let location = answer.headers[name] { locations[Self.path(location)] = exchange.id }
        }
    }

    func tag(_ value: String?) -> Int64? { value.flatMap { tags[$0] } }

    func guid(_ offer: String?) -> Int64? { offer.flatMap { GUID($0) }.flatMap { guids[$0] } }

    func location(_ target: String) -> Int64? { locations[Self.path(target)] }

    /// A location without host and query, since clients put their own in front and behind.
    private static func path(_ location: String) -> String {
        let path = location.firstRange(of: "://").map { scheme in
            location[scheme.upperBound...].drop { $0 != "/" }
        }
        return RequestPath(String(path ?? location[...])).segments.joined(separator: "/").lowercased()
    }
}
