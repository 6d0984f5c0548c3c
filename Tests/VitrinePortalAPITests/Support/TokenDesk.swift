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
            let id = application.clientID.description
            let role = Member(publisher: PortalFixture.contoso, kind: .application, id: id, role: .owner)
            try await portal.fixture.served.installation.access.add(application, roles: [role])
            return try await work(TokenDesk(portal: portal, clientID: id, secret: "p@ss wörd+/=%&:"))
        }
    }

    /// Its secret is hashed with the least effort that is understood: hashing is VitrineAccess's matter.
    private static let application = Application(
        clientID: GUID(high: 1, low: 2),
        objectID: GUID(high: 3, low: 4),
        name: "Pipeline",
        secret: SecretHash(
            scheme: "scrypt:16:1:1",
            salt: Array("vitrine-test-key".utf8),
            hash: [
                0xF6, 0xDD, 0x51, 0x30, 0xDB, 0x03, 0x1F, 0x23,
                0x8F, 0x48, 0xAF, 0x36, 0x41, 0x10, 0x97, 0x7B,
                0xB7, 0xF0, 0x07, 0x26, 0x98, 0x08, 0xAA, 0xB9,
                0x34, 0xAF, 0x04, 0xC7, 0x73, 0x81, 0xF2, 0x8D,
            ]
        )
    )

    /// The secret as a form has it.
    var encodedSecret: String {
        secret.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
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
