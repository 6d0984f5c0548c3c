import HTTPTypes
import HummingbirdCore
import VitrineCore
import VitrinePortalAPI

/// Who may talk to a rehearsal: programs on this machine, and no page of somebody else's in a browser on it.
///
/// Nothing needs a token here. A page could send a form to a port of loopback, and could read what is answered under a name of its
/// own that leads to loopback; the browser says both.
extension RehearsalRoutes {
    /// An endpoint for programs on this machine.
    static func local(
        _ method: HTTPRequest.Method,
        _ pattern: PathPattern,
        _ handle: @escaping @Sendable (Call) async throws -> Response
    ) -> Endpoint {
        .open(method, pattern) { call in
            try admit(call)
            return try await handle(call)
        }
    }

    private static func admit(_ call: Call) throws(Refusal) {
        let host = call.authority ?? ""
        guard host.isEmpty || isLoopback(host) else {
            throw Refusal(.forbidden, "A rehearsal answers under its own address: the one in VITRINE_REHEARSAL.")
        }
        let site = call.headers[.fetchSite] ?? "none"
        let origin = call.headers[.origin] ?? "http://\(host)"
        guard ["none", "same-origin"].contains(site), origin == "http://\(host)" else {
            throw Refusal(.forbidden, "A rehearsal takes no orders from a page of another origin.")
        }
    }

    private static func isLoopback(_ authority: String) -> Bool {
        let digits = authority.reversed().prefix { $0.isASCII && $0.isNumber }
        let host = authority.dropLast(digits.count)
        let name = host.hasSuffix(":") ? host.dropLast() : authority[...]
        return ["127.0.0.1", "localhost", "[::1]"].contains(name.lowercased())
    }
}
