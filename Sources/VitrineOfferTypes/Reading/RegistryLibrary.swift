import ExactJSON
import VitrineCore

/// All parts of a registry, by id, and how types are put together from them.
struct RegistryLibrary {
    private let parts: [RegistryPart]
    private let partsByID: [String: RegistryPart]
    private let data: NamedSets

    init(_ files: [RegistryFile]) throws(RegistryError) {
        var parts: [RegistryPart] = []
        var data = RegistryData()
        for file in files {
            let root = try RegistryValue(file)
            if RegistryData.isData(root) { try data.read(root) } else { parts.append(try RegistryPart(root)) }
        }
        self.data = data.sets
        var partsByID: [String: RegistryPart] = [:]
        for part in parts {
            if let first = partsByID.updateValue(part, forKey: part.id) {
                throw part.place.appending("id").error("The file \(first.place.file) has this id already.")
            }
        }
        self.parts = parts
        self.partsByID = partsByID
    }

    func offerTypes() throws(RegistryError) -> [OfferType] {
        try parts.filter { $0.kind == .type }.map { (part) throws(RegistryError) in try offerType(part) }
    }

    private func offerType(_ part: RegistryPart) throws(RegistryError) -> OfferType {
        let modules = try part.modules.map { (reference) throws(RegistryError) in try module(reference) }
        let guarded = try part.guards.map { (reference) throws(RegistryError) in try self.part(reference) }
        return OfferType(
            id: OfferTypeID(rawValue: part.id),
            displayName: part.displayName,
            currentVersion: part.version,
            fields: try fields(of: [part] + modules),
            sets: ([part] + modules).flatMap(\.sets),
            planRules: part.planRules,
            data: data,
            secrecy: try secrecy(of: [part] + modules + guarded)
        )
    }

    private func part(_ reference: RegistryPart.Reference) throws(RegistryError) -> RegistryPart {
        guard let part = partsByID[reference.id] else {
            throw reference.place.error("There is no file with the id '\(reference.id)'.")
        }
        return part
    }

    private func module(_ reference: RegistryPart.Reference) throws(RegistryError) -> RegistryPart {
        let part = try part(reference)
        guard part.kind == .module else { throw reference.place.error("'\(reference.id)' is a type, no module.") }
        return part
    }

    private func fields(of parts: [RegistryPart]) throws(RegistryError) -> [OfferField] {
        var fields: [OfferField] = []
        var seen: Set<[String]> = []
        for part in parts {
            for (index, field) in part.fields.enumerated() {
                guard seen.insert([field.level.rawValue, field.key]).inserted else {
                    throw part.place.appending("fields").appending(String(index)).error(
                        "A type that has this file's fields has two with the key '\(field.key)'. Keep one."
                    )
                }
                try check(field, at: part.place.appending("fields").appending(String(index)))
                fields.append(field)
            }
        }
        return fields
    }

    /// Refuses a rule that names a set which isn't there.
    private func check(_ field: OfferField, at place: RegistryPlace) throws(RegistryError) {
        for name in field.rule?.setNames ?? [] where !data.has(name) {
            throw place.appending("rule").error("There is no data with the name '\(name)'.")
        }
    }

    /// Declarations are compiled from the shallowest down, so that what a path runs through is known before it.
    private func secrecy(of parts: [RegistryPart]) throws(RegistryError) -> Secrecy {
        let declarations = parts.flatMap(\.declarations)
        var builder = SecrecyBuilder()
        for declaration in declarations.sorted(by: { $0.path.tokens.count < $1.path.tokens.count }) {
            try builder.add(declaration)
        }
        return builder.build()
    }
}
