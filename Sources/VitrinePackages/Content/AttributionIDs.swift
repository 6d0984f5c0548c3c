import ExactJSON

/// The GUIDs by which a publisher's share in the use of Azure is counted: deployments named `pid-<guid>`.
struct AttributionIDs {
    /// Each once, in small letters.
    private(set) var all: [String] = []

    /// More than anybody has.
    private static let limit = 50

    /// Looks at the deployments among a template's resources, at those inside of resources, and at those of templates inside.
    ///
    /// A name that is an expression counts when the mark is written in it, or in a variable or a parameter's default that it
    /// names; what is put together from pieces doesn't. Each text is read once, however many expressions speak of it.
    mutating func collect(from template: JSONValue) {
        var named: Set<String> = []
        collect(fromResourcesOf: template, &named)
        for variable in Self.members(of: template["variables"]) where named.contains(variable.name) {
            add(in: variable.value)
        }
        for parameter in Self.members(of: template["parameters"]) where named.contains(parameter.name) {
            add(in: parameter.value["defaultValue"])
        }
    }

    /// The parser allows 128 levels, so that going inside ends soon.
    private mutating func collect(fromResourcesOf owner: JSONValue, _ named: inout Set<String>) {
        for resource in Self.resources(of: owner) {
            if resource["type"]?.string?.lowercased() == "microsoft.resources/deployments" {
                add(in: resource["name"])
                named.formUnion(Self.names(inExpression: resource["name"]?.string ?? ""))
            }
            collect(fromResourcesOf: resource, &named)
            if let inner = resource["properties"]?["template"] { collect(from: inner) }
        }
    }

    /// They are a list, or, in the newer language, an object of named ones.
    private static func resources(of owner: JSONValue) -> [JSONValue] {
        guard let resources = owner["resources"] else { return [] }
        return Array(resources.elements) + resources.members.map(\.value)
    }

    private static func members(of value: JSONValue?) -> [JSONMember] { value.map { Array($0.members) } ?? [] }

    /// What an expression such as `[variables('pid')]` speaks of; nothing when the text isn't one.
    private static func names(inExpression text: String) -> [String] {
        guard text.utf8.first == UInt8(ascii: "[") else { return [] }
        let parts = text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
        return parts.filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}

// MARK: - Marks

extension AttributionIDs {
    private static let mark = Array("pid-".utf8)

    private mutating func add(in value: JSONValue?) {
        guard let bytes = value?.string.map({ Array($0.lowercased().utf8) }) else { return }
        for place in bytes.indices where bytes.has(Self.mark, at: place) {
            let id = bytes[(place + Self.mark.count)...].prefix(36)
            guard all.count < Self.limit, Self.isGUID(id) else { continue }
            let text = String(decoding: id, as: UTF8.self)
            if !all.contains(text) { all.append(text) }
        }
    }

    private static func isGUID(_ bytes: ArraySlice<UInt8>) -> Bool {
        let groups = bytes.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12]
            && groups.joined().allSatisfy { Unicode.Scalar($0).properties.isASCIIHexDigit }
    }
}
