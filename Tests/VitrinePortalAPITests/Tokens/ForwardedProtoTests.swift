import ExactJSON
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// `X-Forwarded-Proto` counts from this machine's proxy alone: whoever else sends it would choose what tokens name.
struct ForwardedProtoTests {
    private static let path = "/t/.well-known/openid-configuration"

    @Test(arguments: ["https", "HTTPS", "https, http", "ftp"])
    func `a caller that isn't on loopback isn't believed`(value: String) async throws {
        try await Portal.with { portal in
            let answer = try await portal.send(.get, Self.path, as: .nobody, [.forwardedProto: value])
            #expect(try answer.json["issuer"]?.string == "http://localhost/t/")
        }
    }

    @Test(arguments: [("https", "https"), ("http", "http"), ("ftp", "http"), ("javascript", "http")])
    func `a proxy on loopback is, as far as https goes`(value: String, scheme: String) async throws {
        try await Portal.with { portal in
            try await Application(
                responder: portal.fixture.served.api.responder,
                configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0))
            ).test(.live) { client in
                let port = client.port ?? 0
                let response = try await client.execute(uri: Self.path, method: .get, headers: [.forwardedProto: value])
                let issuer = try Answer(response).json["issuer"]?.string
                #expect(issuer == "\(scheme)://localhost:\(port)/t/" || issuer == "\(scheme)://localhost/t/")
            }
        }
    }

    @Test func `X-Forwarded-Host is never believed`() async throws {
        try await Portal.with { portal in
            let name = try #require(HTTPField.Name("X-Forwarded-Host"))
            let answer = try await portal.send(.get, Self.path, as: .nobody, [name: "evil.example"])
            #expect(!answer.text.contains("evil"))
        }
    }
}
