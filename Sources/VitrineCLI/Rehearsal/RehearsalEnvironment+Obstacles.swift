import VitrineCore

extension RehearsalEnvironment {
    /// What stands in `environment` already and leads the command elsewhere, a sentence each.
    static func obstacles(in environment: [String: String]) -> [String] {
        let given = environment.filter { !$0.value.isEmpty }
        let sentences = proxies(given) + exceptions(given) + authorities(given) + node(given) + client(given)
        return sentences.map { $0 + " Unset what is named, or use --replace." }
    }

    private static func proxies(_ given: [String: String]) -> [String] {
        told(["HTTPS_PROXY", "https_proxy"].filter { given[$0] != nil }, "the command may reach the real marketplace")
    }

    private static func exceptions(_ given: [String: String]) -> [String] {
        ProxyExceptions.variables.compactMap { name in
            let hosts = given[name].map { ProxyExceptions($0).matches(RehearsalStage.hosts) } ?? []
            return hosts.first.map { "\(name) excepts \($0), so the command may reach the real marketplace." }
        }
    }

    private static func authorities(_ given: [String: String]) -> [String] {
        let names = ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"]
        return told(names.filter { given[$0] != nil }, "the command may not trust the rehearsal")
    }

    private static func node(_ given: [String: String]) -> [String] {
        guard let value = given["NODE_USE_ENV_PROXY"], value != "1" else { return [] }
        return ["NODE_USE_ENV_PROXY isn't 1, so Node may reach the real marketplace."]
    }

    private static func client(_ given: [String: String]) -> [String] {
        guard let id = given["AZURE_CLIENT_ID"], GUID(id) == nil else { return [] }
        return ["AZURE_CLIENT_ID is no GUID, which each application's id is here."]
    }

    private static func told(_ names: [String], _ consequence: String) -> [String] {
        guard let last = names.last else { return [] }
        let list = names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + last : last
        return ["\(list) \(names.count > 1 ? "are" : "is") set already, so \(consequence)."]
    }
}
