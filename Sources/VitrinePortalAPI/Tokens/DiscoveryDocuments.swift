import ExactJSON
import VitrineCore

/// What clients read to find the built-in issuer's endpoints.
enum DiscoveryDocuments {
    /// OpenID Connect discovery for one tenant.
    static func configuration(_ version: TokenRequest.Version, issuerURL: String, tenant: String) -> [UInt8] {
        let base = "\(issuerURL)/\(tenant)"
        let (issuer, oauth, keys) =
            switch version {
            case .v1: ("\(base)/", "\(base)/oauth2", "\(base)/discovery/keys")
            case .v2: ("\(base)/v2.0", "\(base)/oauth2/v2.0", "\(base)/discovery/v2.0/keys")
            }
        var writer = JSONWriter()
        writer.beginObject()
        write("issuer", issuer, to: &writer)
        write("authorization_endpoint", "\(oauth)/authorize", to: &writer)
        write("token_endpoint", "\(oauth)/token", to: &writer)
        write("jwks_uri", keys, to: &writer)
        write("response_types_supported", ["code"], to: &writer)
        write("subject_types_supported", ["pairwise"], to: &writer)
        write("id_token_signing_alg_values_supported", ["ES256"], to: &writer)
        write("grant_types_supported", ["client_credentials"], to: &writer)
        write(
            "token_endpoint_auth_methods_supported",
            version == .v1 ? ["client_secret_post"] : ["client_secret_post", "client_secret_basic"],
            to: &writer
        )
        writer.endObject()
        return writer.bytes
    }

    /// Authority discovery: names this server as the only authority there is.
    static func instance(host: String, issuerURL: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        write("tenant_discovery_endpoint", "\(issuerURL)/common/v2.0/.well-known/openid-configuration", to: &writer)
        write("api-version", "1.1", to: &writer)
        writer.name("metadata")
        writer.beginArray()
        writer.beginObject()
        write("preferred_network", host, to: &writer)
        write("preferred_cache", host, to: &writer)
        write("aliases", [host], to: &writer)
        writer.endObject()
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }

    private static func write(_ name: String, _ text: String, to writer: inout JSONWriter) {
        writer.member(name, text)
    }

    private static func write(_ name: String, _ texts: [String], to writer: inout JSONWriter) {
        writer.name(name)
        writer.beginArray()
        for text in texts { writer.string(text) }
        writer.endArray()
    }
}
