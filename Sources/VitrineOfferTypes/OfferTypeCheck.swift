import ExactJSON
import VitrineCore

/// Holds an operator's files against the reader, beside the files that come with the server.
package struct OfferTypeCheck: Sendable, Equatable {
    /// Whether a server would take the files.
    package let isGood: Bool

    /// A line for each thing that is wrong, or, where nothing is, for each file what it defines.
    package let lines: [String]

    /// Checks the files as one directory, so that they may name one another.
    package init(_ files: [RegistryFile]) {
        do throws(RegistryError) {
            let registry = try Registry.reading(own: files)
            let lines = try files.map { (file) throws(RegistryError) in
                "\(file.name): \(try Self.summary(of: RegistryValue(file), in: registry))"
            }
            self.init(isGood: true, lines: lines)
        } catch {
            self.init(isGood: false, lines: error.lines)
        }
    }

    private init(isGood: Bool, lines: [String]) {
        self.isGood = isGood
        self.lines = lines
    }

    /// What a file defines, that is known to be right.
    private static func summary(of root: RegistryValue, in registry: Registry) throws(RegistryError) -> String {
        let kind = try root.fileKind()
        switch kind {
        case .type: return try typeSummary(RegistryPart(root, kind: .type), in: registry)
        case .module:
            let module = try RegistryPart(root, kind: .module)
            return "module '\(module.id)' version \(module.version), \(count(module.fields.count, "field"))"
        case .workflows:
            let ids = try root.required("workflows").elements().compactMap { $0.value["id"]?.string }
            return "\(count(ids.count, "workflow")): \(ids.joined(separator: ", "))"
        case .sets:
            let names = try root.required("sets").elements().compactMap { $0.value["name"]?.string }
            return "\(count(names.count, "set")) of words: \(names.joined(separator: ", "))"
        case .categories:
            return count(root.value["taxonomies"]?.count ?? 0, "taxonomy", "taxonomies")
        case .regions: return count(root.value["regions"]?.count ?? 0, "region")
        case .cores: return count(root.value["cores"]?.count ?? 0, "core size")
        case .currencies: return count(root.value["rates"]?.count ?? 0, "currency", "currencies")
        }
    }

    private static func typeSummary(_ part: RegistryPart, in registry: Registry) -> String {
        let type = registry.offerTypes.types.first { $0.id.rawValue == part.id }
        let fields = type?.fields ?? part.fields
        let parts = [
            "\(count(fields.count, "field")) (\(part.fields.count) of its own)",
            "\(fields.count { $0.rule != nil }) with a rule",
            "\(fields.count(where: \.isSecret)) secret",
            count(type?.sets.count ?? 0, "set of fields", "sets of fields"),
            part.source.planRules == nil ? "no plan rules" : "plan rules",
        ]
        let workflow = type.map { ", workflow '\(registry.workflows[$0.id].id)'" } ?? ""
        return "type '\(part.id)' version \(part.version): \(parts.joined(separator: ", "))\(workflow)"
    }

    private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}
