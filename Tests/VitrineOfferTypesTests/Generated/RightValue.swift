import ExactJSON
import Testing
import VitrineTestKit

/// Values that keep a rule, made from the rule's own words.
struct RightValue {
    /// The offer type, which decides on categories.
    let type: String
    let categories: JSONValue

    init(type: String) throws {
        self.type = type
        categories = try RegistryRows.file("categories")
    }

    func value(for rule: JSONValue) throws -> MadeValue {
        if let first = rule["enum"]?[0] { return MadeValue(first) }
        let kind = try #require(rule["kind"]?.string)
        switch kind {
        case "boolean": return .word("true")
        case "integer", "number": return rule["minimum"].map(MadeValue.init) ?? .word("1")
        case "array": return .array(try (0..<rule.number("minItems", or: 1)).map { _ in try item(of: rule) })
        case "object": return try object(rule)
        case "any" where rule["members"] != nil: return try object(rule)
        default: return .text(try text(rule, kind))
        }
    }

    private func item(of rule: JSONValue) throws -> MadeValue {
        try rule["items"].map { try value(for: $0) } ?? .text("x")
    }

    private func object(_ rule: JSONValue) throws -> MadeValue {
        var members: [String: MadeValue] = [:]
        for member in rule["members"]?.members.map({ $0 }) ?? [] { members[member.name] = try value(for: member.value) }
        if rule["set"]?.string == "categories" {
            let (first, second) = words(in: "categories")
            return .object(["categoryL1": .text(first), "categoryL2-\(first)": .array([.text(second)])])
        }
        if let set = rule["keysSet"]?.string {
            members[word(of: set)] = try rule["values"].map { try value(for: $0) } ?? .object(["x": .word("1")])
        } else if let pattern = rule["keysPattern"]?.string {
            let key = try #require(Self.samples[pattern], "\(pattern)")
            members[key] = try rule["values"].map { try value(for: $0) } ?? .object(["x": .word("1")])
        }
        return .object(members.isEmpty ? ["x": .word("1")] : members)
    }

    private func text(_ rule: JSONValue, _ kind: String) throws -> String {
        if let set = rule["set"]?.string { return word(of: set) }
        if let sample = Self.kinds[kind] { return sample }
        if let pattern = rule["pattern"]?.string { return try #require(Self.samples[pattern], "\(pattern)") }
        return String(repeating: "x", count: max(1, rule.number("minLength", or: 1)))
    }

    /// A word of a set of data.
    func word(of set: String) -> String {
        Self.samplesOfSets[set] ?? words(in: set).first
    }

    /// A word of a set of two levels and one below it, for offers of this type; any, where none is known.
    private func words(in set: String) -> (first: String, second: String) {
        let tree = categories["taxonomies"]?.elements.first { tree in
            tree["set"]?.string == set && tree["offerTypes"]?.elements.contains { $0.equals(type) } ?? false
        }
        let key = tree?["keys"]?[0]
        return (key?["key"]?.string ?? "x", key?["below"]?[0]?["key"]?.string ?? "x")
    }

    private static let samplesOfSets = [
        "regions": "US", "legacyRegions": "US", "coreSizes": "1core", "currencies": "USD",
    ]

    private static let kinds = [
        "url": "https://contoso.example/a", "image": "https://contoso.example/a.png", "vhd": SampleOffer.disk,
        "email": "jo@contoso.example", "guid": "d2b43582-c056-4b5a-a992-7230ffa51e8d",
        "dateTime": "2019-07-01T10:00:00Z",
    ]

    /// A text for each pattern of the registry. A new pattern gets its line here.
    private static let samples = [
        #"^[0-9]+\.[0-9]+\.[0-9]+$"#: "1.0.0", "^categoryL2-.+$": "categoryL2-x", "^[0-9]+$": "30",
        "^(0[1-9]|1[0-2])/(0[1-9]|[12][0-9]|3[01])/[0-9]{4}$": "03/15/2020",
        #"^.+\.[zZ][iI][pP]$"#: "a.zip", "^[-a-zA-Z0-9.]+$": "a.b", "^[0-9]{1,8}$": "1", "^[0-9]{9}$": "123456789",
        "^[A-Za-z0-9-]+$": "a", "^[A-Za-z0-9._~-]+$": "a", "^[A-Za-z0-9]+$": "a",
        "^[A-Za-z0-9]{15}$": "123456789012345",
        "^[A-Za-z0-9]{3}-[A-Za-z0-9]{3}-[A-Za-z0-9]{3}$": "123-456-789",
        #"^[^@,;\s]+@[^@,;\s]+(\s*[,;]\s*[^@,;\s]+@[^@,;\s]+)*$"#: "jo@contoso.example", #"^[^\r\n]*$"#: "a",
        "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$": "abc",
        #"^DefaultEndpointsProtocol=https;AccountName=[a-z0-9]{3,24};AccountKey=[A-Za-z0-9+/]+={0,2}(;EndpointSuffix=core\.(windows\.net|chinacloudapi\.cn|cloudapi\.de|usgovcloudapi\.net))?;?$"#:
            "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=c2VjcmV0",
        "^[a-z]+[0-9]+[a-z0-9]*-(basic|standard)(-[a-z0-9-]+)?$": "d2s-standard-v3",
    ]
}

extension JSONValue {
    func number(_ name: String, or other: Int) -> Int { self[name]?.int64.map(Int.init) ?? other }
}
