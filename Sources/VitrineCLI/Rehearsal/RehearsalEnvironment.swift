import Foundation
import VitrineCore
import VitrineProxy
import VitrineRehearsal
import VitrineServer

/// What a client's environment needs to find a rehearsal, and to trust it.
struct RehearsalEnvironment: Sendable {
    /// Names and values, in the order in which they are shown.
    let variables: [(name: String, value: String)]

    /// Where the rehearsal itself is asked and told.
    private let address: (name: String, value: String)

    /// Any tenant is served; this is the one that is named to clients without one.
    private static let tenant = "99999999-9999-9999-9999-999999999999"

    init(_ stage: RehearsalStage) {
        let proxy = "http://127.0.0.1:\(stage.proxy.port)"
        let bundle = stage.directory.bundle.path(percentEncoded: false)
        var variables = [("HTTPS_PROXY", proxy), ("https_proxy", proxy)]
        variables += ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"].map { ($0, bundle) }
        variables.append(("NODE_EXTRA_CA_CERTS", stage.directory.authority.path(percentEncoded: false)))
        // Without it Node heeds no HTTPS_PROXY; those before 22.21 and 24.5 don't at all.
        variables.append(("NODE_USE_ENV_PROXY", "1"))
        if let credentials = stage.rehearsal.credentials {
            variables.append(("AZURE_TENANT_ID", Self.tenant))
            variables.append(("AZURE_CLIENT_ID", credentials.clientID.description))
            variables.append(("AZURE_CLIENT_SECRET", credentials.secret))
        }
        // Always the rehearsal's own: another one's would lead to that.
        address = ("VITRINE_REHEARSAL", stage.origin)
        self.variables = variables + [address]
    }

    /// `environment` with each of the variables that it has none of; an empty one is none. When they replace its own, with all of
    /// them, and without the exceptions that lead past the proxy.
    func completing(_ environment: [String: String], replacing: Bool) -> [String: String] {
        guard replacing else {
            return environment.merging(pairs) { own, given in own.isEmpty ? given : own }
                .merging([(address.name, address.value)]) { _, given in given }
        }
        return environment.merging(pairs) { _, given in given }.merging(Self.exceptions(in: environment)) { $1 }
    }

    /// The variables with exceptions from the proxy, without those that lead past it.
    private static func exceptions(in environment: [String: String]) -> [String: String] {
        var exceptions: [String: String] = [:]
        for name in ProxyExceptions.variables {
            exceptions[name] = environment[name].map { ProxyExceptions($0).removing(RehearsalStage.hosts) }
        }
        return exceptions
    }

    private var pairs: [(String, String)] { variables.map { ($0.name, $0.value) } }

    /// Lines for a shell with this environment; the rehearsal's own address comes last.
    func exports(over environment: [String: String]) -> String {
        let exceptions = Self.exceptions(in: environment).filter { environment[$0.key] != $0.value }
        return (exceptions.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + pairs)
            .map { name, value in "export \(name)=\(Self.quoted(value))\n" }.joined()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
