import AsyncHTTPClient
import ExactJSON
import Foundation
import Logging
import NIOCore
import NIOHTTP1
import VitrineCore
import VitrineRehearsal
import VitrineServer
import VitrineTestKit

/// A rehearsal on a free port of loopback, and an ordinary client of it.
struct Stage: Sendable {
    let rehearsal: Rehearsal
    let port: Int

    static let offer = "/api/publishers/contoso/offers/vm"

    /// Gives `work` a rehearsal of a scenario: one that comes with the server, or a YAML text.
    static func with<Value: Sendable>(
        _ scenario: String = "quiet",
        yaml: String? = nil,
        clients: [RehearsalClient] = [],
        speed: Int? = nil,
        _ work: @escaping @Sendable (Stage) async throws -> Value
    ) async throws -> Value {
        try await withTemporaryDirectory { directory in
            let flags = [
                "server.port": "0", "cache.bytes": "0",
                "data.directory": directory.appending(path: "data").path(percentEncoded: false),
            ]
            let settings = try ServerSettings(
                try await SettingsReader(flags: flags, environment: [:], file: nil)
            )
            let order = try RehearsalOrder(
                yaml == nil ? scenario : "own.yaml",
                speed: speed,
                clients: clients,
                settings: settings,
                reading: { _ in Array((yaml ?? "").utf8) }
            )
            let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            let server = try await VitrineServer(settings, rehearsing: order, logger: logger)
            return try await server.serving { try await work(Stage(rehearsal: $0, port: $1)) }
        }
    }

    func call(
        _ method: HTTPMethod,
        _ path: String,
        token: String? = nil,
        headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> StageAnswer {
        var request = HTTPClientRequest(url: "http://127.0.0.1:\(port)\(path)")
        request.method = method
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        if body != nil, headers["content-type"] == nil {
            request.headers.add(name: "content-type", value: "application/json")
        }
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let body { request.body = .bytes(ByteBuffer(string: body)) }
        let response = try await HTTPClient.shared.execute(request, timeout: .seconds(60))
        let bytes = try await response.body.collect(upTo: 64 << 20)
        return StageAnswer(status: Int(response.status.code), headers: response.headers, body: String(buffer: bytes))
    }

    /// A call of the portal, with the version of its interface.
    func portal(
        _ method: HTTPMethod,
        _ path: String,
        token: String,
        headers: [String: String] = [:],
        body: String? = nil
    ) async throws -> StageAnswer {
        try await call(method, path + "?api-version=2017-10-31", token: token, headers: headers, body: body)
    }

    /// A call of the rehearsal itself.
    func control(_ method: HTTPMethod, _ path: String, _ body: String? = nil) async throws -> StageAnswer {
        try await call(method, "/_rehearsal" + path, body: body)
    }

    /// A token, as the scenario's first application asks for one.
    func token() async throws -> String {
        guard let credentials = rehearsal.credentials else { throw NoCredentials() }
        return try await token(of: credentials.clientID.description, credentials.secret)
    }

    /// A token for that client; empty when there is none.
    func token(of client: String, _ secret: String) async throws -> String {
        let form =
            "grant_type=client_credentials&client_id=\(client)&client_secret=\(secret)"
            + "&resource=https%3A%2F%2Fcloudpartner.azure.com"
        let type = ["content-type": "application/x-www-form-urlencoded"]
        let answer = try await call(.POST, "/any/oauth2/token", headers: type, body: form)
        return try answer.json()["access_token"]?.string ?? ""
    }

    /// Asks for a publish, and gives the operation's path.
    func publish(_ token: String) async throws -> String {
        let body = #"{"metadata":{"notification-emails":"jo@contoso.example"}}"#
        let answer = try await portal(.POST, Self.offer + "/publish", token: token, body: body)
        return answer.headers.first(name: "operation-location") ?? "none: \(answer.status) \(answer.body)"
    }

    /// The status of an operation.
    func status(_ operation: String, _ token: String) async throws -> String? {
        try await call(.GET, operation, token: token).json()["status"]?.string
    }

    /// Lets everything happen that is due.
    func settle() async throws {
        _ = try await control(.POST, "/clock", #"{"action":"advance","by":"0s"}"#)
    }

    private struct NoCredentials: Error {}
}

/// An answer with its body read.
struct StageAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: String

    func json() throws -> JSONValue { try JSONDocument(parsing: Array(body.utf8)).root }

    /// The items of a member of the body; none where there is no such member.
    func list(_ name: String) throws -> [JSONValue] { try json()[name].map { Array($0.elements) } ?? [] }
}

extension JSONValue {
    /// What a boolean says; `nil` for anything else.
    var isTrue: Bool? { ["true": true, "false": false][String(decoding: text, as: UTF8.self)] }
}
