import HTTPTypes
import HummingbirdTesting
import Logging
import NIOCore
import VitrineCore
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// Who makes a request.
enum Caller: Hashable, Sendable {
    /// Sends no token.
    case nobody

    /// Has a good token and no role anywhere.
    case stranger

    /// Has this role in contoso.
    case role(Role)

    /// Has this role in fabrikam, and none in contoso.
    case neighbour(Role)

    case token(String)
}

/// A portal under test, and the requests that tests make of it.
struct Portal: Sendable {
    let fixture: PortalFixture
    private let tokens: [Caller: String]

    /// The version that requests ask for unless they say otherwise.
    static let version = "api-version=2017-10-31"

    static func with<Value: Sendable>(
        settings: [String: String] = [:],
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ work: @escaping @Sendable (Portal) async throws -> Value
    ) async throws -> Value {
        try await PortalFixture.with(settings: settings, logger: logger) { fixture in
            try await work(Portal(fixture))
        }
    }

    private init(_ fixture: PortalFixture) async throws {
        self.fixture = fixture
        var tokens: [Caller: String] = [.stranger: try await Self.strangerToken(fixture)]
        for role in Role.allCases {
            tokens[.role(role)] = try await fixture.token(role)
            tokens[.neighbour(role)] = try await fixture.token(role, in: PortalFixture.fabrikam)
        }
        self.tokens = tokens
    }

    var clock: TestClock { fixture.clock }

    func token(_ caller: Caller) -> String? {
        if case .token(let token) = caller { token } else { tokens[caller] }
    }

    /// A token of a principal that was a member once, of a namespace of its own.
    private static func strangerToken(_ fixture: PortalFixture) async throws -> String {
        let installation = fixture.served.installation
        let elsewhere = Publisher(id: PublisherID(stored: "elsewhere"), name: "Elsewhere")
        try await installation.access.add(elsewhere)
        let token = try await fixture.token(.owner, in: elsewhere.id)
        for member in try await installation.access.members(of: elsewhere.id) {
            _ = try await installation.access.removeMember(kind: member.kind, id: member.id, from: elsewhere.id)
        }
        return token
    }
}

// MARK: - Requests

extension Portal {
    /// Sends a request whose target is exactly `target`.
    func send(
        _ method: HTTPRequest.Method,
        _ target: String,
        as caller: Caller,
        _ headers: HTTPFields = [:],
        body: [UInt8]? = nil
    ) async throws -> Answer {
        var headers = headers
        if let token = token(caller) { headers[.authorization] = "Bearer \(token)" }
        let response = try await fixture.client.execute(
            uri: target,
            method: method,
            headers: headers,
            body: body.map { ByteBuffer(bytes: $0) }
        )
        return Answer(response)
    }

    /// `GET`, with the API version added.
    func get(_ path: String, as caller: Caller = .role(.reader), _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, Self.versioned(path), as: caller, headers)
    }

    /// `HEAD`, with the API version added.
    func head(_ path: String, as caller: Caller = .role(.reader), _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.head, Self.versioned(path), as: caller, headers)
    }

    /// `PUT` of a JSON text, with the API version added.
    func put(
        _ path: String,
        _ body: String,
        as caller: Caller = .role(.contributor),
        _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        try await put(path, Array(body.utf8), as: caller, headers)
    }

    func put(
        _ path: String,
        _ body: [UInt8],
        as caller: Caller = .role(.contributor),
        _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/json"
        return try await send(.put, Self.versioned(path), as: caller, headers, body: body)
    }

    /// `DELETE`, with the API version added.
    func delete(_ path: String, as caller: Caller = .role(.owner), _ headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.delete, Self.versioned(path), as: caller, headers)
    }

    static func versioned(_ path: String) -> String { path + (path.contains("?") ? "&" : "?") + version }
}

extension String {
    /// The path of the offer that most tests use.
    static let offer = "/api/publishers/contoso/offers/vm"

    static let offers = "/api/publishers/contoso/offers"
}
