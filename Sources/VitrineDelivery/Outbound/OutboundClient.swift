/// Sends signed posts to hosts that strangers named, and reads files from there, without being led into our own network.
package struct OutboundClient: Sendable {
    private static let replyLimit = 64 << 10

    private let resolver: any Resolver
    let connector: any Connector
    private let allowedHosts: Set<OutboundHost>
    private let timeout: Duration

    /// - Parameters:
    ///   - resolver: Finds the addresses, all of which are checked.
    ///   - connector: Connects to an address that was checked.
    ///   - allowedHosts: Names and addresses, without port, as they stand in URLs. These may be called over plain http
    ///     and wherever they are, so an entry opens all ports of the host.
    ///   - timeout: For the whole delivery, looking up the name included.
    /// - Throws: A permanent failure when one of `allowedHosts` isn't a host.
    package init(
        resolver: any Resolver = SystemResolver(),
        connector: any Connector,
        allowedHosts: [String] = [],
        timeout: Duration = .seconds(10)
    ) throws(DeliveryFailure) {
        var hosts: Set<OutboundHost> = []
        for host in allowedHosts { hosts.insert(try OutboundHost(host)) }
        self.resolver = resolver
        self.connector = connector
        self.allowedHosts = hosts
        self.timeout = timeout
    }

    /// Why a post to this URL would be refused, whatever addresses its host's name has; `nil` when it wouldn't.
    package func refusal(of url: String) -> String? {
        do throws(DeliveryFailure) {
            let url = try callable(url)
            guard case .address(let address) = url.host, !allowedHosts.contains(url.host),
                let kind = OutboundAddressRule.refusal(of: address)
            else { return nil }
            return "The URL's host is an address that is not called (\(kind))."
        } catch {
            switch error {
            case .permanent(let reason), .temporary(let reason): return reason
            }
        }
    }

    func callable(_ text: String) throws(DeliveryFailure) -> OutboundURL {
        let url = try OutboundURL(text)
        guard url.scheme == .https || allowedHosts.contains(url.host) else {
            throw .permanent("The URL is http, which is for hosts that the operator allows.")
        }
        return url
    }

    /// The answer, when its status is 2xx: its body, or the first 64 KiB of it.
    ///
    /// Refused before anything is sent, in this order: a URL that can't be called, http to a host that isn't allowed, a
    /// host that has an address in our own network, be it one of many. A redirect is a permanent failure; 408, 425, 429,
    /// 5xx and the network's failures are temporary, and other statuses permanent.
    package func send(_ post: SignedPost) async throws(DeliveryFailure) -> Reply {
        let url = try callable(post.url)
        let headers = try post.headers()
        let reply = try await Deadline.within(timeout) { () async throws(DeliveryFailure) -> Reply in
            let addresses = try await checkedAddresses(of: url.host)
            return try await send(post.body, to: url, headers: headers, at: addresses)
        }
        if let failure = reply.failure { throw failure }
        return reply
    }

    /// All addresses of the host, none of which is in our own network unless the host is allowed.
    func checkedAddresses(of host: OutboundHost) async throws(DeliveryFailure) -> [IPAddress] {
        let addresses =
            switch host {
            case .name(let name): try await resolver.addresses(of: name)
            case .address(let address): [address]
            }
        guard !allowedHosts.contains(host) else { return addresses }
        for address in addresses {
            guard let kind = OutboundAddressRule.refusal(of: address) else { continue }
            throw .permanent("The URL's host has an address that is not called (\(kind)).")
        }
        return addresses
    }

    /// Tries one address after the other until one takes the connection.
    private func send(
        _ body: [UInt8],
        to url: OutboundURL,
        headers: [Header],
        at addresses: [IPAddress]
    ) async throws(DeliveryFailure) -> Reply {
        var failure = DeliveryFailure.temporary("The host has no address.")
        for address in addresses {
            do throws(ConnectionFailure) {
                return try await connector.post(
                    PinnedRequest(url: url, address: address, headers: headers, body: body, replyLimit: Self.replyLimit)
                )
            } catch {
                switch error {
                case .notConnected(let reason): failure = .temporary(reason)
                case .broken(let reason): throw .temporary(reason)
                }
            }
        }
        throw failure
    }
}
