import Foundation
import HTTPTypes
import InMemoryLogging
import Logging
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrinePortalAPI
import VitrineServer
import VitrineTestKit

/// What must never happen: a secret in a response, a header, a log line, an error, or in clear in the database file.
struct CanaryTests {
    /// What every secret below contains; no other text does.
    private static let canary = "Q7xCanaryZ9"

    @Test(arguments: try OfferTypeRegistry.builtIn().types.map(\.id.rawValue))
    func `a secret is in no answer, no log line and no file`(type: String) async throws {
        let handler = InMemoryLogHandler.tracing()
        let directory = try await Portal.with(logger: Logger(label: "test") { _ in handler }) { portal in
            let first = try await portal.put(.offer, OfferBody.offer(try Self.members(type), type: type))
            #expect(first.status == 200)
            #expect(try await portal.secrets().count >= 20)
            #expect(try await portal.secrets().values.allSatisfy { $0.contains(Self.canary) })
            try await portal.fixture.publish("vm", into: .production)
            try await portal.fixture.publish("vm", into: .preview)
            var answers = try await Self.provoke(portal, type)
            answers.append(first)
            for answer in answers { #expect(!Self.sings(answer), "\(answer.text)") }
            Self.checkLog(handler, tokens: portal)
            #expect(Self.files(in: portal.fixture.directory).contains { $0.lastPathComponent.hasSuffix("-wal") })
            #expect(Self.singingFiles(in: portal.fixture.directory) == [])
            return try Self.copy(portal.fixture.directory)
        }
        defer { try? FileManager.default.removeItem(at: directory) }
        #expect(Self.singingFiles(in: directory) == [])
    }

    @Test func `a secret is in no file after the store is closed`() async throws {
        try await withTemporaryDirectory { directory in
            let path = directory.appending(path: "data").path(percentEncoded: false)
            try await Portal.with(settings: [:]) { portal in
                let body = OfferBody.offer(try Self.members(OfferBody.virtualMachine))
                _ = try await portal.put(.offer, body)
                _ = try await portal.put(.offer, OfferBody.offer(OfferBody.table("\(Self.canary) again")))
                try await portal.fixture.publish("vm", into: .preview)
                try await portal.fixture.served.installation.close()
                #expect(Self.singingFiles(in: portal.fixture.directory) == [])
                #expect(!Self.files(in: portal.fixture.directory).isEmpty)
                try FileManager.default.copyItem(
                    atPath: portal.fixture.directory.path(percentEncoded: false),
                    toPath: path
                )
            }
            #expect(Self.singingFiles(in: URL(filePath: path)) == [])
        }
    }

    @Test func `a webhook's secret is in no answer, no log line and no file`() async throws {
        let handler = InMemoryLogHandler.tracing()
        try await Portal.with(logger: Logger(label: "test") { _ in handler }) { portal in
            let path = "/api/publishers/contoso/webhooks/hook"
            let secret = "\(Self.canary) of a webhook"
            let bodies = [
                #"{"url":"https://hook.invalid/","secret":"\#(secret)"}"#,
                #"{"url":"nowhere","secret":"\#(secret)"}"#,
                #"{"url":"https://hook.invalid/","secret":["\#(secret)"]}"#,
            ]
            var answers: [Answer] = []
            for body in bodies { answers.append(try await portal.put(path, body, as: .role(.owner))) }
            #expect(answers.map(\.status) == [200, 400, 400])
            _ = try await portal.post(path + "/ping", as: .role(.owner))
            for route in try portal.routes() where route.method == .get {
                answers.append(try await portal.walk(route))
            }
            for answer in answers { #expect(!Self.sings(answer), "\(answer.text)") }
            #expect(!handler.entries.contains { Self.sings($0) })
            #expect(Self.singingFiles(in: portal.fixture.directory) == [])
        }
    }

    @Test func `a canary that isn't a secret is found in all of these places`() async throws {
        let handler = InMemoryLogHandler.tracing()
        try await Portal.with(logger: Logger(label: "test") { _ in handler }) { portal in
            let answer = try await portal.put(.offers + "/\(Self.canary)", OfferBody.titled(Self.canary))
            #expect(Self.sings(answer))
            #expect(handler.entries.contains { Self.sings($0) })
            #expect(!Self.singingFiles(in: portal.fixture.directory).isEmpty)
        }
    }

    // MARK: - Secrets in every place

    /// Members of `offer` with a secret in every secret place and every closed object, of this type and its guards.
    private static func members(_ type: String) throws -> String {
        let prefixes = ["microsoft-azure-marketplace", "microsoft-azure-corevm"]
        let configurations = ["table", "blob", "crm", "httpsEndpoint", "marketo", "salesForce"]
        var members: [String] = []
        for prefix in prefixes {
            for configuration in configurations {
                members.append(
                    """
                    "\(prefix).\(configuration)LeadConfiguration": {"connectionString": "\(canary) 1", "password": \
                    {"deep": ["\(canary) 2"]}, "applicationKey": ["\(canary) 3"], "httpsEndpointUri": "https://\(canary)", \
                    "unheard of": "\(canary) 4"}
                    """
                )
            }
        }
        members.append(#""microsoft-azure-marketplace-testdrive.azureActiveDirectoryApplicationKey": "\#(canary) 5""#)
        let known = try #require(try OfferTypeRegistry.builtIn()[OfferTypeID(rawValue: type)]).fields.filter {
            $0.isSecret && $0.level == .offer
        }
        return (members + others(known.map(\.key), besides: prefixes)).joined(separator: ",\n")
    }

    /// Members for the other secret fields of a type: `"a-b.c": secret`, or `"a-b.c": {"d": secret}`.
    private static func others(_ keys: [String], besides prefixes: [String]) -> [String] {
        var inner: [String: [String]] = [:]
        for key in keys
        where !prefixes.contains(where: { key.hasPrefix($0 + ".") || key.hasPrefix($0 + "-testdrive.") }) {
            let parts = key.split(separator: ".")
            inner[parts.prefix(2).joined(separator: "."), default: []].append(parts.dropFirst(2).joined(separator: "."))
        }
        return inner.map { name, rest in
            let members = rest.filter { !$0.isEmpty }.map { "\"\($0)\":\"\(canary) 6\"" }
            return members.isEmpty
                ? "\"\(name)\":\"\(canary) 7\"" : "\"\(name)\":{\(members.joined(separator: ","))}"
        }
    }

    /// Bodies that are refused or that put secrets where something else should be.
    private static func oddBodies(_ type: String) throws -> [String] {
        let members = try members(type)
        let table = "\"microsoft-azure-marketplace.tableLeadConfiguration\""
        let secret = "\"\(canary) odd\""
        return [
            OfferBody.offer(members, type: type) + "x",
            String(OfferBody.offer(members, type: type).dropLast(2)),
            OfferBody.offer(members + ",\"a\":1,\"a\":2", type: type),
            OfferBody.offer("\(table):{\"connectionString\":\(secret),\"connectionString\":\(secret)}", type: type),
            OfferBody.offer("\(table):{\"connectionString\":\"\(canary) \\ud800\"}", type: type),
            OfferBody.offer("\(table):{\"connectionString\":\(canary)}", type: type),
            OfferBody.offer("\(table):{\"connectionString\":\"\(canary)\n\"}", type: type),
            OfferBody.offer(
                "\(table):{\"connectionString\":\"\(canary)\(String(repeating: "x", count: 70_000))\"}",
                type: type
            ),
            OfferBody.offer("\(table):\(secret)", type: type),
            OfferBody.offer("\(table):[\(secret),{\"a\":\(secret)}]", type: type),
            OfferBody.offer("\(table.uppercased()):{\"x\":\(secret)}", type: type),
            OfferBody.with(definition: "{\"offer\":\(secret)}", type: type),
            OfferBody.with(definition: "{\"offer\":[{\(members)}]}", type: type),
            OfferBody.with(definition: "{\"plans\":{\(members)}}", type: type),
            OfferBody.with(definition: "{\"plans\":[\(secret)]}", type: type),
            OfferBody.with(definition: secret, type: type),
            OfferBody.with(definition: "[{\"offer\":{\(members)}}]", type: type),
            OfferBody.with(definition: "{\"offer\":{\(members)}}", type: "unknown"),
            OfferBody.with(definition: "{\"offer\":{\(members)}}", type: type, beside: "\"id\":\"other\","),
            OfferBody.with(
                definition: "{\"offer\":{\(members)}}",
                type: type,
                beside: "\"eTag\":\(secret),\"status\":\(secret),"
            ),
            OfferBody.with(
                definition: "{\"offer\":{\(members)}}",
                type: type,
                beside: "\"changedTime\":{\"a\":\(secret)},"
            ),
            "{\"offer\":{\(members)}}", secret, "[\(secret)]", canary,
        ]
    }

    // MARK: - Every answer there is

    /// Everything that can be asked: every route, as everybody, of what is there and what isn't; and bad bodies.
    private static func provoke(_ portal: Portal, _ type: String) async throws -> [Answer] {
        var answers: [Answer] = []
        for body in try oddBodies(type) {
            for path in [String.offer, .offers + "/new"] {
                for headers: HTTPFields in [[:], [.ifMatch: "\"stale\""]] {
                    answers.append(try await portal.put(path, body, as: .role(.owner), headers))
                }
            }
            answers.append(try await portal.put(.offer, body, as: .role(.reader)))
            answers.append(try await portal.put(.offer, body, as: .role(.owner), [.contentType: "text/plain"]))
        }
        for (publisher, offer) in [
            ("contoso", "vm"), ("contoso", "new"), ("contoso", "none"), ("fabrikam", "vm"), ("no", "vm"),
        ] {
            for route in try portal.routes(Portal.places(publisher: publisher, offer: offer)) where route.method != .put
            {
                for caller in MatrixTests.callers {
                    for method in [route.method, .head, .patch] where route.method != .delete {
                        answers.append(try await portal.walk(route, method: method, as: caller))
                    }
                }
            }
        }
        for version in 1...3 { answers.append(try await portal.get(.offer + "/versions/\(version)")) }
        for slot in ["draft", "preview", "production"] {
            answers.append(try await portal.get(.offer + "/slot/" + slot))
        }
        answers.append(try await portal.put(.offer, try await portal.get(.offer).body))
        answers.append(try await portal.delete(.offer, as: .role(.owner), [.ifMatch: "*"]))
        return answers
    }

    // MARK: - Listening

    private static func sings(_ text: String) -> Bool { text.lowercased().contains(canary.lowercased()) }

    private static func sings(_ answer: Answer) -> Bool {
        sings(answer.text) || answer.headers.contains { sings($0.value) || sings($0.name.rawName) }
    }

    private static func sings(_ entry: InMemoryLogHandler.Entry) -> Bool { sings(text(entry)) }

    private static func text(_ entry: InMemoryLogHandler.Entry) -> String {
        "\(entry.message) \(entry.metadata) \(entry.error.map { String(reflecting: $0) } ?? "")"
    }

    private static func checkLog(_ handler: InMemoryLogHandler, tokens portal: Portal) {
        let texts = handler.entries.map(text)
        #expect(!texts.isEmpty)
        #expect(texts.filter(sings) == [])
        let tokens = MatrixTests.callers.compactMap(portal.token)
        #expect(!tokens.isEmpty)
        for token in tokens {
            let signature = String(token.split(separator: ".").last ?? "")
            #expect(!texts.contains { $0.contains(signature) })
        }
        #expect(handler.entries.filter { $0.level >= .error }.map(text) == [])
    }

    private static func files(in directory: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { !$0.hasDirectoryPath }
    }

    /// Names of the files that hold the canary: as it is, or in Base64 at any of its three offsets.
    private static func singingFiles(in directory: URL) -> [String] {
        let songs =
            [Data(canary.utf8)]
            + (0..<3).map { offset in
                let text = Data((String(repeating: " ", count: offset) + canary).utf8).base64EncodedString()
                return Data(text.dropFirst(4 * (offset == 0 ? 0 : 1)).dropLast(4).utf8)
            }
        return files(in: directory).filter { file in
            guard let data = try? Data(contentsOf: file) else { return true }
            return songs.contains { data.range(of: $0) != nil }
        }.map(\.lastPathComponent)
    }

    private static func copy(_ directory: URL) throws -> URL {
        let copy = FileManager.default.temporaryDirectory.appending(path: "vitrine-canary-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: directory, to: copy)
        return copy
    }
}

extension InMemoryLogHandler {
    /// Keeps everything.
    static func tracing() -> InMemoryLogHandler {
        var handler = InMemoryLogHandler()
        handler.logLevel = .trace
        return handler
    }
}
