import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import VitrineCore

/// Whether the server lives, and whether it can serve.
///
/// | method | path | needs | answers |
/// | --- | --- | --- | --- |
/// | GET | `/healthz` | nothing | 200 as long as the process answers |
/// | GET | `/readyz` | nothing | 200 when the store can be read and written, else 503 |
struct HealthRoutes: Sendable {
    let isReady: @Sendable () async throws -> Void
    let logger: Logger

    var endpoints: [Endpoint] {
        [
            .open(.get, "/healthz") { _ in .json(Array(#"{"status":"ok"}"#.utf8)) },
            .open(.get, "/readyz") { _ in
                do {
                    try await isReady()
                } catch let refusal as Refusal {
                    throw refusal
                } catch {
                    logger.warning("not ready", metadata: [LogKey.error: .string(String(reflecting: error))])
                    throw Refusal(.storeUnavailable, "The store can't be read and written now.")
                }
                return .json(Array(#"{"status":"ready"}"#.utf8))
            },
        ]
    }
}
