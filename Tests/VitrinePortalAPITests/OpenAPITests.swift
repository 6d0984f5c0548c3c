import ExactJSON
import HTTPTypes
import Testing
import VitrineCore
import VitrineOfferTypes
import VitrinePortalAPI
import VitrineTestKit

/// The document describes exactly what is served.
struct OpenAPITests {
    private let described: DescribedDocument

    init() throws {
        described = try DescribedDocument(OpenAPIDocument.builtIn().json)
    }

    // MARK: - Routes

    @Test func `every route is described, and nothing else is`() async throws {
        let served = try await PortalFixture.routes().endpoints.map { "\($0.method.rawValue) \($0.pattern)" }
        let inDocument = try described.operations().map(\.route)
        #expect(Set(served).symmetricDifference(inDocument).sorted() == [])
        #expect(Set(served).count == served.count)
    }

    @Test func `path parameters are the places of the route's pattern`() async throws {
        for (endpoint, operation) in try await pairs() {
            let inPath = operation.parameters.filter { $0["in"]?.string == "path" }
            let names = inPath.compactMap { $0["name"]?.string }
            #expect(names.sorted() == endpoint.pattern.parameters.sorted(), "\(operation.route)")
            #expect(inPath.allSatisfy { $0["required"]?.kind == .true }, "\(operation.route)")
        }
    }

    @Test func `the role is what the route requires`() async throws {
        for (endpoint, operation) in try await pairs() {
            let role =
                switch endpoint.requirement {
                case .nothing: "nothing"
                case .token: "token"
                case .role(let role): role.rawValue
                }
            #expect(operation.json["x-vitrine-role"]?.string == role, "\(operation.route)")
        }
    }

    @Test func `a token and an api-version are asked for where the route requires something`() async throws {
        for (endpoint, operation) in try await pairs() {
            let needsToken = endpoint.requirement != .nothing
            let version = operation.parameters.first { $0["name"]?.string == "api-version" }
            #expect((version != nil) == needsToken, "\(operation.route)")
            #expect((version?["required"]?.kind ?? .true) == .true, "\(operation.route)")
            #expect((operation.json["security"] == nil) == needsToken, "\(operation.route)")
            #expect(!needsToken || operation.json["responses"]?["401"] != nil, "\(operation.route)")
            // A signed URL is refused like a role that doesn't reach.
            let isRefused = endpoint.requirement.isRole || endpoint.pattern.description.hasPrefix("/api/artifacts/")
            #expect((operation.json["responses"]?["403"] != nil) == isRefused, "\(operation.route)")
        }
    }

    @Test func `every operation has an id of its own, a summary and a tag that is explained`() throws {
        let operations = try described.operations()
        let ids = operations.compactMap { $0.json["operationId"]?.string }
        #expect(ids.count == operations.count)
        #expect(Set(ids).count == ids.count)
        let tags = described.root["tags"]?.elements.compactMap { $0["name"]?.string } ?? []
        for operation in operations {
            #expect(operation.json["summary"]?.string?.isEmpty == false, "\(operation.route)")
            #expect(tags.contains(operation.json["tags"]?[0]?.string ?? ""), "\(operation.route)")
        }
    }

    // MARK: - Words that the code decides

    @Test func `known API versions are those of the code`() throws {
        let versions = try described.strings("/components/parameters/ApiVersion/schema/enum")
        #expect(versions == APIVersion.known)
    }

    @Test func `error codes are those of the code, with their status`() throws {
        let codes = Refusal.Code.allCases.map(\.rawValue).sorted()
        #expect(try described.strings("/components/schemas/ErrorCode/enum").sorted() == codes)
        let rows = try described.value("/components/schemas/ErrorCode/x-vitrine-codes").elements.map { row in
            "\(row["code"]?.string ?? "") \(row["status"]?.int64 ?? 0)"
        }
        #expect(rows.sorted() == Refusal.Code.allCases.map { "\($0.rawValue) \($0.status.code)" }.sorted())
    }

    @Test func `codes of the token endpoints are those of the code`() throws {
        let codes = try described.strings("/components/schemas/OAuthError/properties/error/enum")
        #expect(codes.sorted() == TokenRefusal.Code.allCases.map(\.rawValue).sorted())
    }

    @Test(arguments: [
        ("/components/schemas/OfferStatus/enum", OfferStatus.allCases.map(\.rawValue)),
        ("/components/schemas/MigrationStatus/enum", MigrationStatus.allCases.map(\.rawValue)),
        ("/components/schemas/OfferField/properties/level/enum", OfferField.Level.allCases.map(\.rawValue)),
    ])
    func `choices are those of the code`(pointer: String, choices: [String]) throws {
        #expect(try described.strings(pointer).sorted() == choices.sorted())
    }

    @Test func `slots of the path are those that the code takes`() throws {
        let names = try described.strings("/components/parameters/Slot/schema/enum")
        #expect(Set(names.compactMap(Slot.init(pathName:))) == Set(Slot.allCases))
        #expect(names.allSatisfy { Slot(pathName: $0) != nil })
    }

    // MARK: - The document itself

    @Test func `all references lead somewhere`() throws {
        let references = described.references()
        #expect(!references.isEmpty)
        for reference in references {
            #expect(reference.hasPrefix("#/"))
            _ = try described.value(String(reference.dropFirst()))
        }
    }

    @Test func `every shared answer is given by an operation`() throws {
        let references = Set(described.references())
        for member in try described.value("/components/responses").members {
            #expect(references.contains("#/components/responses/\(member.name)"))
        }
    }

    private func pairs() async throws -> [(Endpoint, DescribedDocument.Operation)] {
        let operations = try described.operations()
        return try await PortalFixture.routes().endpoints.map { endpoint in
            let route = "\(endpoint.method.rawValue) \(endpoint.pattern)"
            return (endpoint, try #require(operations.first { $0.route == route }, "\(route)"))
        }
    }
}

extension Endpoint.Requirement {
    fileprivate var isRole: Bool {
        if case .role = self { true } else { false }
    }
}

/// An OpenAPI document as tests read it: nothing of the page's own reading is used.
struct DescribedDocument {
    struct Operation {
        /// `GET /healthz`
        let route: String
        let json: JSONValue

        /// Those of the path and its own, references followed.
        let parameters: [JSONValue]
    }

    private let document: JSONDocument

    init(_ json: [UInt8]) throws {
        document = try JSONDocument(parsing: json)
    }

    var root: JSONValue { document.root }

    func operations() throws -> [Operation] {
        try value("/paths").members.flatMap { path in
            try path.value.members.filter { $0.name != "parameters" }.map { method in
                Operation(
                    route: "\(method.name.uppercased()) \(path.name)",
                    json: method.value,
                    parameters: try parameters(of: path.value) + parameters(of: method.value)
                )
            }
        }
    }

    func value(_ pointer: String) throws -> JSONValue {
        let place = try #require(JSONPointer(pointer))
        return try #require(document.value(at: place), "\(pointer)")
    }

    func strings(_ pointer: String) throws -> [String] {
        try value(pointer).elements.map { try #require($0.string) }
    }

    /// Every `$ref`, wherever it stands.
    func references() -> [String] { Self.references(in: root) }

    private func parameters(of owner: JSONValue) throws -> [JSONValue] {
        try owner["parameters"]?.elements.map { parameter in
            guard let reference = parameter["$ref"]?.string else { return parameter }
            return try value(String(reference.dropFirst()))
        } ?? []
    }

    private static func references(in value: JSONValue) -> [String] {
        let own = value["$ref"]?.string.map { [$0] } ?? []
        return own + value.members.flatMap { references(in: $0.value) } + value.elements.flatMap(references)
    }
}

// MARK: - The page

/// The page shows what the document says, and nothing in the document can become markup.
struct DocumentationPageTests {
    @Test func `every operation has an anchor, and the contents lead to it`() throws {
        let document = try OpenAPIDocument.builtIn()
        let page = text(document.page)
        for operation in try DescribedDocument(document.json).operations() {
            let id = try #require(operation.json["operationId"]?.string)
            #expect(page.contains("<article id=\"op-\(id)\""))
            #expect(page.contains("<a href=\"#op-\(id)\">"))
        }
    }

    @Test func `the page runs nothing and loads nothing`() throws {
        let page = text(try OpenAPIDocument.builtIn().page)
        for forbidden in ["<script", "<link", "<img", "<iframe", "javascript:", "@import", "url(", " on"] {
            #expect(!tags(in: page).joined().contains(forbidden), "\(forbidden)")
        }
        #expect(!page.contains("url("))
        #expect(!page.contains("@import"))
        #expect(page.matches(of: /\ssrc\s*=/).isEmpty)
        let links = page.matches(of: /href="([^"]*)"/).map { String($0.output.1) }
        #expect(links.allSatisfy { $0.hasPrefix("#") || $0 == "openapi.json" })
    }

    @Test func `links within the page lead somewhere, and no id is given twice`() throws {
        let page = text(try OpenAPIDocument.builtIn().page)
        let ids = page.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
        let links = page.matches(of: /href="#([^"]*)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        #expect(Set(links).subtracting(ids).sorted() == [])
    }

    @Test func `headings come in order, and the page says its language`() throws {
        let page = text(try OpenAPIDocument.builtIn().page)
        let levels = page.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.output.1) }
        #expect(levels.filter { $0 == 1 }.count == 1)
        #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 })
        #expect(page.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
        #expect(page.contains("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"))
        #expect(page.contains("<a class=\"skip\" href=\"#content\">"))
    }

    @Test func `every error code and every answer's header is on the page`() throws {
        let document = try OpenAPIDocument.builtIn()
        let page = text(document.page)
        for code in try DescribedDocument(document.json).strings("/components/schemas/ErrorCode/enum") {
            #expect(page.contains("id=\"code-\(code)\""))
        }
        for header in ["etag", "x-offer-guid", "x-secret-fields-set", "www-authenticate", "retry-after", "allow"] {
            #expect(page.contains("id=\"header-\(header)\""))
        }
    }

    // MARK: - Documents that are not ours

    @Test(arguments: [
        "<script>alert(1)</script>", "\\\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>",
        "</style></title><b>", "&lt;b&gt;", "<!--", "]]>", "\\u0000<b>", "x\\\" onclick=\\\"alert(1)",
    ])
    func `hostile text makes no markup, wherever it stands`(hostile: String) throws {
        let harmless = text(try OpenAPIDocument(json: Self.document(saying: "word")).page)
        let page = text(try OpenAPIDocument(json: Self.document(saying: hostile)).page)
        #expect(tags(in: page).map(names(ofTag:)) == tags(in: harmless).map(names(ofTag:)))
        #expect(page != harmless)
    }

    @Test func `code and paragraphs are all the markup that a description has`() throws {
        let json = #"{"info":{"title":"T","description":"One `a < b` two.\n\n*Three* [four](x) `five"}}"#
        let page = text(try OpenAPIDocument(json: Array(json.utf8)).page)
        #expect(page.contains("<p>One <code>a &lt; b</code> two.</p>\n<p>*Three* [four](x) `five</p>"))
    }

    @Test func `a schema that holds itself is shown once`() throws {
        let json = """
            {"tags":[{"name":"t"}],
             "paths":{"/":{"get":{"tags":["t"],"operationId":"o","responses":{"200":{"description":"d",
             "content":{"application/json":{"schema":{"$ref":"#/components/schemas/Tree"}}}}}}}},
             "components":{"schemas":{"Tree":{"type":"object","properties":{
             "name":{"type":"string"},"children":{"type":"array","items":{"$ref":"#/components/schemas/Tree"}}}}}}}
            """
        let page = text(try OpenAPIDocument(json: Array(json.utf8)).page)
        #expect(page.contains("<code>children</code>"))
        #expect(page.contains("array of Tree"))
        #expect(!page.contains("children[].name"))
    }

    @Test(arguments: ["#/components/tags/Lost", "other.json#/a", "#/components/circle"])
    func `a reference that leads nowhere is refused`(reference: String) throws {
        let json = ##"{"tags":[{"$ref":"\##(reference)"}],"components":{"circle":{"$ref":"#/components/circle"}}}"##
        #expect(throws: BrokenReference.self) { try OpenAPIDocument(json: Array(json.utf8)) }
    }

    /// A document with `word` in every place that the page shows; its escapes are JSON's.
    private static func document(saying word: String) -> [UInt8] {
        let template = """
            {"info":{"title":"WORD","version":"WORD","description":"WORD"},
             "tags":[{"name":"WORD","description":"WORD"}],
             "paths":{"/WORD":{"get":{"tags":["WORD"],"operationId":"WORD","summary":"WORD","description":"WORD",
              "x-vitrine-role":"WORD",
              "parameters":[{"name":"WORD","in":"WORD","required":true,"description":"WORD","example":"WORD",
               "schema":{"type":"WORD","format":"WORD","enum":["WORD"],"minimum":"WORD","maxLength":"WORD","default":"WORD"}}],
              "requestBody":{"required":true,"description":"WORD","content":{"WORD":{"schema":{"type":"array",
               "items":{"type":"WORD"}},"example":{"WORD":"WORD"}}}},
              "responses":{"WORD":{"description":"WORD","headers":{"WORD":{"description":"WORD","example":"WORD",
                "schema":{"type":["WORD","WORD"]}}},"content":{"WORD":{"schema":{"$ref":"#/components/schemas/s"},
                "examples":{"WORD":{"summary":"WORD","value":"WORD"}}}}},
               "default":{"$ref":"#/components/responses/WORD","description":"WORD"}}},"WORD":{}}},
             "components":{"responses":{"WORD":{"description":"WORD","content":{"WORD":{"schema":
               {"oneOf":[{"$ref":"#/components/schemas/s"},{"$ref":"#/components/schemas/t"}]}}}}},
              "schemas":{"s":{"type":"object","description":"WORD","required":["WORD"],"properties":{"WORD":{"type":"WORD",
               "description":"WORD"}}},"t":{"allOf":[{"$ref":"#/components/schemas/s"}]},
               "ErrorCode":{"x-vitrine-codes":[{"code":"WORD","status":"WORD","meaning":"WORD"}]}},
              "securitySchemes":{"WORD":{"type":"WORD","scheme":"WORD","description":"WORD"}}}}
            """
        let reference = template.replacing("responses/WORD", with: "responses/\(pointerToken(word))")
        return Array(reference.replacing("WORD", with: word).utf8)
    }

    /// `word` as a reference spells it.
    private static func pointerToken(_ word: String) -> String {
        word.replacing("~", with: "~0").replacing("/", with: "~1")
    }
}

/// Everything on a page that a browser would take for a tag or comment.
private func tags(in page: String) -> [String] {
    page.matches(of: /<[^>]*>/).map { String($0.output) }
}

/// A tag's name and the names of its attributes, without their values.
private func names(ofTag tag: String) -> String {
    tag.replacing(/"[^"]*"/, with: "")
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
