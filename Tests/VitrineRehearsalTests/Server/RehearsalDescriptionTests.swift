import ExactJSON
import HTTPTypes
import NIOHTTP1
import Testing
import VitrineCore
import VitrinePortalAPI
import VitrineRehearsal
import VitrineServer

/// The document of what is below `/_rehearsal` describes exactly what is served.
@Suite(.timeLimit(.minutes(15))) struct RehearsalDescriptionTests {
    private let root: JSONValue

    init() throws {
        root = try JSONDocument(parsing: RehearsalDescription.json).root
    }

    /// Paths with their operations by method.
    private var operations: [(method: String, path: String, json: JSONValue)] {
        members(root["paths"]).flatMap { path in
            members(path.value).map { ($0.name.uppercased(), path.name, $0.value) }
        }
    }

    private func members(_ value: JSONValue?) -> [JSONMember] { value.map { Array($0.members) } ?? [] }

    @Test func `every route is described, and nothing else is`() async throws {
        let described = Set(operations.map { "\($0.method) \($0.path)" })
        try await Stage.with { stage in
            let served = RehearsalRoutes(stage.rehearsal).endpoints.map { "\($0.method.rawValue) \($0.pattern)" }
            #expect(described.symmetricDifference(served) == [])
        }
    }

    @Test func `each body that it shows is taken`() async throws {
        let examples = operations.flatMap { operation in
            let content = operation.json["requestBody"]?["content"]?["application/json"]
            return members(content?["examples"]).map { example in
                (operation.path, example.value["value"].map { String(decoding: $0.text, as: UTF8.self) } ?? "")
            }
        }
        #expect(examples.count >= 8)
        try await Stage.with { stage in
            for (path, body) in examples where !path.contains("{") {
                let answer = try await stage.call(.POST, path, body: body)
                #expect((200..<300).contains(answer.status), "\(path) \(body): \(answer.body)")
            }
        }
    }

    @Test func `words are those of the code`() {
        func words(_ value: JSONValue?) -> [String] { value?.elements.compactMap(\.string) ?? [] }
        let schemas = root["components"]?["schemas"]
        #expect(
            words(schemas?["Advice"]?["properties"]?["code"]?["enum"]) == AdviceFinding.Code.allCases.map(\.rawValue)
        )
        for name in ["Clock", "ClockOrder"] {
            let speed = schemas?[name]?["properties"]?["speed"]
            #expect(speed?["minimum"]?.int64.map { Int($0) } == RehearsalClock.speeds.lowerBound)
            #expect(speed?["maximum"]?.int64.map { Int($0) } == RehearsalClock.speeds.upperBound)
        }
        let parameters = operations.first { $0.path == "/_rehearsal/journal" && $0.method == "GET" }?.json["parameters"]
        #expect(parameters?.elements.compactMap { $0["name"]?.string } ?? [] == ["format"] + JournalFilter.names)
    }

    @Test func `it is served, and as a page that needs no network`() async throws {
        try await Stage.with { stage in
            let document = try await stage.control(.GET, "/openapi.json")
            #expect(document.body == String(decoding: RehearsalDescription.json, as: UTF8.self))
            let page = try await stage.control(.GET, "/docs")
            #expect(page.headers.first(name: "content-type") == "text/html; charset=utf-8")
            #expect(page.headers.first(name: "content-security-policy")?.hasPrefix("default-src 'none'") == true)
            for (_, path, _) in operations { #expect(page.body.contains(path)) }
            // Nothing is said of ways to authenticate, where there are none.
            #expect(!page.body.contains("Authentication"))
        }
    }
}
