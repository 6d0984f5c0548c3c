import Synchronization
import VitrineDelivery

/// Knows what it is told, and nothing else.
struct StubResolver: Resolver {
    let known: [String: [IPAddress]]

    /// - Parameter known: Addresses as texts; one that isn't an address is left out.
    init(_ known: [String: [String]] = [:]) {
        self.known = known.mapValues { $0.compactMap { IPAddress($0) } }
    }

    func addresses(of name: String) async throws(DeliveryFailure) -> [IPAddress] {
        guard let found = known[name] else { throw .temporary("unknown here") }
        return found
    }
}

/// Keeps what it is asked to post, and answers with what it is given.
final class StubConnector: Connector {
    private let answer: @Sendable (PinnedRequest) async throws(ConnectionFailure) -> Reply
    private let log = Mutex<[PinnedRequest]>([])

    var requests: [PinnedRequest] { log.withLock { $0 } }

    init(_ answer: @escaping @Sendable (PinnedRequest) async throws(ConnectionFailure) -> Reply) {
        self.answer = answer
    }

    convenience init(status: Int = 200) {
        self.init { _ throws(ConnectionFailure) in Reply(status: status, body: []) }
    }

    func post(_ request: PinnedRequest) async throws(ConnectionFailure) -> Reply {
        log.withLock { $0.append(request) }
        return try await answer(request)
    }

    /// Nothing here is fetched from a connector that takes posts.
    func get(
        _ request: PinnedGet,
        checking check: @Sendable (ReplyHead) -> FetchBody,
        into sink: FetchSink
    ) async throws(ConnectionFailure) -> ReplyHead {
        throw .notConnected("This host takes posts.")
    }
}

/// Returns when the task is cancelled.
func hang() async {
    for await _ in AsyncStream<Never>.makeStream().stream {}
}

extension SignedPost {
    static func fixture(
        to url: String,
        body: String = #"{"event":"published"}"#,
        contentType: String = "application/json",
        id: String = "delivery-1"
    ) -> SignedPost {
        SignedPost(
            url: url,
            body: Array(body.utf8),
            contentType: contentType,
            secret: Array("a shared secret".utf8),
            id: id,
            timestamp: 1_750_000_000
        )
    }
}

extension DeliveryFailure {
    var isPermanent: Bool {
        switch self {
        case .permanent: true
        case .temporary: false
        }
    }

    var sentence: String {
        switch self {
        case .permanent(let sentence), .temporary(let sentence): sentence
        }
    }
}
