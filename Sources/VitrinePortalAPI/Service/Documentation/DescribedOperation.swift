import ExactJSON

/// One method on one path.
struct DescribedOperation {
    /// In capital letters.
    let method: String
    let path: String
    let id: String

    /// The first of its tags; empty when it has none.
    let tag: String
    let summary: String
    let description: String

    /// What a caller needs: `nothing`, `token`, or the name of a role.
    let role: String
    let parameters: [DescribedParameter]
    let body: DescribedBody?
    let answers: [DescribedAnswer]

    /// The names that a path item gives to operations.
    static let methods: Set<String> = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// `item` is the path item, whose parameters are the operation's too.
    init(_ operation: DescribedValue, method: String, path: String, of item: DescribedValue) throws {
        self.method = method.uppercased()
        self.path = path
        id = operation.text("operationId")
        tag = operation.json["tags"]?[0]?.string ?? ""
        summary = operation.text("summary")
        description = operation.description
        role = operation.text("x-vitrine-role")
        parameters = try (item.elements(of: "parameters") + operation.elements(of: "parameters"))
            .map(DescribedParameter.init)
        body = try operation["requestBody"].map(DescribedBody.init)
        answers = try operation.members(of: "responses").map { try DescribedAnswer($0.value, status: $0.name) }
    }
}

/// One parameter in the path, the query or a header.
struct DescribedParameter {
    let name: String

    /// `path`, `query` or `header`.
    let place: String
    let isRequired: Bool
    let type: String
    let description: String

    /// Empty when there is none.
    let example: String

    init(_ parameter: DescribedValue) throws {
        name = parameter.text("name")
        place = parameter.text("in")
        isRequired = parameter.isTrue("required")
        let schema = try parameter["schema"]
        type = try schema.map(SchemaWords.type(of:)) ?? "any"
        description = "\(parameter.description) \(schema.map(SchemaWords.description(of:)) ?? "")"
        example = parameter.json["example"]?.shown ?? ""
    }
}

/// What a request may have as its body.
struct DescribedBody {
    let isRequired: Bool
    let description: String
    let contents: [DescribedContent]

    init(_ body: DescribedValue) throws {
        isRequired = body.isTrue("required")
        description = body.description
        contents = try DescribedContent.all(of: body)
    }
}

/// A body in one media type.
struct DescribedContent {
    let mediaType: String

    /// More than one where the body is one of several.
    let shapes: [DescribedShape]
    let examples: [Example]

    struct Example {
        /// Empty when it has none.
        let summary: String
        let text: String
    }

    static func all(of owner: DescribedValue) throws -> [DescribedContent] {
        try owner.members(of: "content").map { try DescribedContent($0.value, mediaType: $0.name) }
    }

    private init(_ content: DescribedValue, mediaType: String) throws {
        self.mediaType = mediaType
        shapes = try content["schema"].map(DescribedShape.alternatives(of:)) ?? []
        let single = content.json["example"].map { Example(summary: "", text: $0.shown) }
        let named = try content.members(of: "examples").map {
            Example(summary: $0.value.text("summary"), text: $0.value.json["value"]?.shown ?? "")
        }
        examples = (single.map { [$0] } ?? []) + named
    }
}
