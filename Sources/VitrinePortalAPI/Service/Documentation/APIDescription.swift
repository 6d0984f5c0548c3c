import ExactJSON

/// An OpenAPI document, as far as its page shows it.
struct APIDescription {
    let title: String
    let version: String
    let description: String

    /// Operations by tag, in the order of the document's tags.
    let groups: [Group]

    /// Answers that several operations share, with their names in place of the status.
    let sharedAnswers: [DescribedAnswer]

    /// The codes of the error shape.
    let errorCodes: [ErrorCode]

    /// How callers say who they are.
    let securitySchemes: [SecurityScheme]

    struct Group {
        let name: String
        let description: String
        let operations: [DescribedOperation]
    }

    struct ErrorCode {
        let code: String
        let status: String
        let meaning: String
    }

    struct SecurityScheme {
        let name: String

        /// `http bearer`, `oauth2`.
        let kind: String
        let description: String
    }

    /// - Throws: `JSONError`, ``BrokenReference``.
    init(parsing json: [UInt8]) throws {
        let root = DescribedValue(rootOf: try JSONDocument(parsing: json))
        let info = try root["info"]
        title = info?.text("title") ?? ""
        version = info?.text("version") ?? ""
        description = info?.description ?? ""
        groups = try Self.groups(of: root)
        let components = try root["components"]
        let responses = try components?.members(of: "responses") ?? []
        sharedAnswers = try responses.map { try DescribedAnswer($0.value, status: $0.name) }
        errorCodes = try Self.errorCodes(in: components)
        securitySchemes = try components?.members(of: "securitySchemes").map(Self.securityScheme) ?? []
    }

    /// All headers of all answers: of those with one name, the first.
    var headers: [DescribedHeader] {
        let answers = groups.flatMap(\.operations).flatMap(\.answers) + sharedAnswers
        var seen: Set<String> = []
        return answers.flatMap(\.headers).filter { seen.insert($0.name.lowercased()).inserted }
    }

    private static func groups(of root: DescribedValue) throws -> [Group] {
        let operations = try root.members(of: "paths").flatMap { path, item in
            try item.members()
                .filter { DescribedOperation.methods.contains($0.name) }
                .map { try DescribedOperation($0.value, method: $0.name, path: path, of: item) }
        }
        return try root.elements(of: "tags").map { tag in
            let name = tag.text("name")
            return Group(
                name: name,
                description: tag.description,
                operations: operations.filter { $0.tag == name }
            )
        }
    }

    private static func errorCodes(in components: DescribedValue?) throws -> [ErrorCode] {
        let codes = try components?["schemas"]?["ErrorCode"]?.elements(of: "x-vitrine-codes") ?? []
        return codes.map { code in
            ErrorCode(
                code: code.text("code"),
                status: code.json["status"]?.shown ?? "",
                meaning: code.text("meaning")
            )
        }
    }

    private static func securityScheme(_ name: String, _ scheme: DescribedValue) -> SecurityScheme {
        SecurityScheme(
            name: name,
            kind: "\(scheme.text("type")) \(scheme.text("scheme"))",
            description: scheme.description
        )
    }
}
