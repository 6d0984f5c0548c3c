import VitrineProxy

/// Hosts that clients call past their proxy: what `NO_PROXY` says.
///
/// Every client reads it a little differently. Here an entry means the host of that name and all below it, with or without `.` or
/// `*.` in front and a port behind; `*` means all. So what any of them might take for an exception is one.
struct ProxyExceptions: Sendable {
    static let variables = ["NO_PROXY", "no_proxy"]

    private let entries: [Substring]

    init(_ text: String) {
        entries = text.split { $0 == "," || $0.isWhitespace }
    }

    /// Those of `hosts` that are called past the proxy.
    func matches(_ hosts: HostNames) -> [String] {
        hosts.patterns.filter { host in entries.contains { Self.excepts($0, host) } }
    }

    /// The text without the entries that are about one of `hosts`.
    func removing(_ hosts: HostNames) -> String {
        entries.filter { entry in !hosts.patterns.contains { Self.excepts(entry, $0) } }.joined(separator: ",")
    }

    private static func excepts(_ entry: Substring, _ host: String) -> Bool {
        if entry == "*" { return true }
        let name = entry.prefix { $0 != ":" }.lowercased()
        let domain = name.hasPrefix("*.") ? name.dropFirst(2) : name.hasPrefix(".") ? name.dropFirst() : name[...]
        return !domain.isEmpty && (host == domain || host.hasSuffix("." + domain))
    }
}
