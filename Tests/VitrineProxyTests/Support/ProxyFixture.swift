import Foundation
import Synchronization
import VitrineProxy
import VitrineTestKit

/// A proxy before a ``TestBackend``, for two hosts and their like.
struct ProxyFixture: Sendable {
    static let host = "cloudpartner.azure.com"

    let proxy: InterceptingProxy
    let backend: TestBackend
    let authority: CertificateAuthority
    /// The file with the authority's certificate.
    let trust: String
    let told: Told

    /// What the observer was told, in order.
    final class Told: Sendable {
        private let events = Mutex<[ProxyEvent]>([])
        let signals = Signals()

        var all: [ProxyEvent] { events.withLock { $0 } }

        func add(_ event: ProxyEvent) {
            events.withLock { $0.append(event) }
            signals.raise("event")
        }
    }

    @discardableResult
    static func with<Value: Sendable>(
        _ change: (inout ProxySettings) -> Void = { _ in },
        isolation: isolated (any Actor)? = #isolation,
        _ body: (ProxyFixture) async throws -> Value
    ) async throws -> Value {
        let authority = try CertificateAuthority()
        let trust = FileManager.default.temporaryDirectory.appending(path: "vitrine-proxy-\(UUID().uuidString).pem")
        try authority.pem.write(to: trust, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: trust) }
        return try await TestBackend.with { backend in
            var settings = ProxySettings(
                intercepted: [Self.host, "login.microsoftonline.com", "*.blob.core.windows.net"],
                backend: Authority(host: "127.0.0.1", port: backend.port)
            )
            change(&settings)
            let told = Told()
            return try await InterceptingProxy.with(settings, authority: authority, observer: told.add) { proxy in
                try await body(
                    ProxyFixture(proxy: proxy, backend: backend, authority: authority, trust: trust.path(), told: told)
                )
            }
        }
    }

    /// The arguments of every call of curl.
    func curlArguments(_ arguments: [String], trusting: Bool = true) -> [String] {
        ["curl", "-q", "-sS", "--noproxy", "", "--max-time", "50", "--proxy", "http://127.0.0.1:\(proxy.port)"]
            + (trusting ? ["--cacert", trust] : []) + arguments
    }

    func curl(_ arguments: String..., input: [UInt8] = [], trusting: Bool = true) async throws -> Command.Outcome {
        try await Command.run(curlArguments(arguments, trusting: trusting), input: input)
    }
}

/// Which HTTP a client speaks in its encrypted connection.
enum Version: String, CaseIterable, Sendable {
    case one = "--http1.1"
    case two = "--http2"
}
