import ExactJSON
import Foundation
import HTTPTypes
import VitrineCore
import VitrineServer
import VitrineTestKit

/// A portal with one application of the built-in issuer, an owner of contoso.
struct TokenDesk: Sendable {
    let portal: Portal
    let clientID: String
    let secret: String

    static func with<Value: Sendable>(
        settings: [String: String] = [:],
        _ work: @escaping @Sendable (TokenDesk) async throws -> Value
    ) async throws -> Value {
        try await Portal.with(settings: settings) { portal in
            let installation = portal.fixture.served.installation
            let (id, secret) = try await installation.addApplication(
                name: "Pipeline",
                role: .owner,
                in: PortalFixture.contoso
            )
            return try await work(TokenDesk(portal: portal, clientID: id.description, secret: secret))
        }
    }

    /// The secret as a form has it.
    var encodedSecret: String {
        secret.utf8.map { byte in
            let letter = Character(Unicode.Scalar(byte))
            return letter.isLetter || letter.isNumber ? String(letter) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// A form of the first version that is in order.
    var v1: String {
        "grant_type=client_credentials&client_id=\(clientID)&client_secret=\(encodedSecret)"
            + "&resource=https%3A%2F%2Fcloudpartner.azure.com"
    }

    /// A form of the second version that is in order.
    var v2: String {
        "client_id=\(clientID)&scope=https%3A%2F%2Fcloudpartner.azure.com%2F.default&client_secret=\(encodedSecret)"
            + "&grant_type=client_credentials"
    }

    /// The value of an `Authorization` header with this client's id and `secret`.
    func basic(_ secret: String) -> String {
        "Basic " + Data("\(clientID):\(secret)".utf8).base64EncodedString()
    }

    func ask(_ path: String, _ form: String, _ headers: HTTPFields = [:]) async throws -> Answer {
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
        return try await portal.send(.post, path, as: .nobody, headers, body: Array(form.utf8))
    }

    /// A token of the first version from this path.
    func token(_ path: String, _ form: String) async throws -> String? {
        try await ask(path, form).json["access_token"]?.string
    }
}
