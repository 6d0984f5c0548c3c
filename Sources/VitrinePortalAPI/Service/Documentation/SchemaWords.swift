import ExactJSON

/// A schema in words.
enum SchemaWords {
    /// Deepest nesting of arrays that is spelled out.
    private static let deepest = 4

    /// `string (uuid)`, `array of Offer`, `string or null`; `any` where the schema doesn't say.
    static func type(of schema: DescribedValue) throws -> String {
        try type(of: schema, depth: 0)
    }

    private static func type(of schema: DescribedValue, depth: Int) throws -> String {
        let names = schema.json["type"]?.elements.compactMap(\.string) ?? []
        let type = names.isEmpty ? schema.text("type") : names.joined(separator: " or ")
        if type == "array", depth < deepest, let items = try schema["items"] {
            return "array of \(try items.referenceName ?? self.type(of: items, depth: depth + 1))"
        }
        let format = schema.text("format")
        guard !type.isEmpty else { return try schema.elements(of: "allOf").isEmpty ? "any" : "object" }
        return format.isEmpty ? type : "\(type) (\(format))"
    }

    /// The schema's description, then its choices and bounds.
    static func description(of schema: DescribedValue) -> String {
        ([schema.description] + facts(of: schema.json)).filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func facts(of schema: JSONValue) -> [String] {
        [
            choices(of: schema),
            range(of: schema, from: "minimum", to: "maximum", unit: ""),
            range(of: schema, from: "minLength", to: "maxLength", unit: " characters"),
            schema["default"].map { "Default: `\($0.shown)`." } ?? "",
        ]
    }

    private static func choices(of schema: JSONValue) -> String {
        let choices = schema["enum"]?.elements.map { "`\($0.shown)`" } ?? []
        return choices.isEmpty ? "" : "One of \(choices.joined(separator: ", "))."
    }

    private static func range(of schema: JSONValue, from lower: String, to upper: String, unit: String) -> String {
        switch (schema[lower]?.shown, schema[upper]?.shown) {
        case (let lower?, let upper?): "From \(lower) to \(upper)\(unit)."
        case (let lower?, nil): "At least \(lower)\(unit)."
        case (nil, let upper?): "At most \(upper)\(unit)."
        case (nil, nil): ""
        }
    }
}
