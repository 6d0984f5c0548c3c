import ExactJSON

extension RegistryLibrary {
    /// The type's own fields, then those of its modules. A key that stands twice is refused where the type's file says so;
    /// so is one that the type's own conditions, sets and plan rules name and that leads nowhere.
    func fields(
        of part: RegistryPart,
        _ modules: [(RegistryPart.Reference, RegistryPart)]
    ) throws(RegistryError) -> [OfferField] {
        var seen: [[String]: RegistryPlace] = [:]
        var complaints = Complaints()
        for (index, field) in part.fields.enumerated() {
            let place = part.place.appending("fields").appending(index: index)
            guard let first = seen.updateValue(place, forKey: [field.level.rawValue, field.key]) else { continue }
            complaints.add(place.complaint("The field '\(field.key)' stands at \(first.shown) already. Keep one."))
        }
        for (reference, module) in modules {
            for (index, field) in module.fields.enumerated() {
                let place = module.place.appending("fields").appending(index: index)
                guard let first = seen.updateValue(place, forKey: [field.level.rawValue, field.key]) else { continue }
                complaints.add(
                    reference.place.complaint(
                        "This module has the field '\(field.key)', which stands at \(first.shown) already. Keep one."
                    )
                )
                break
            }
        }
        try complaints.throwIfAny()
        let fields = part.fields + modules.flatMap(\.1.fields)
        for use in part.keyUses where !use.leads(toOneOf: fields) { complaints.add(use.complaint(among: fields)) }
        try complaints.throwIfAny()
        return fields
    }

    /// Declarations are compiled from the shallowest down, so that what a path runs through is known before it.
    func secrecy(of type: RegistryPart, _ parts: [RegistryPart]) throws(RegistryError) -> Secrecy {
        let declarations = parts.flatMap(\.declarations)
        var builder = SecrecyBuilder()
        for declaration in declarations.sorted(by: { $0.path.tokens.count < $1.path.tokens.count }) {
            do throws(RegistryError) {
                try builder.add(declaration)
            } catch {
                guard declaration.place.file != type.place.file, let first = error.complaints.first else { throw error }
                throw type.place.error("With these modules and guards: \(first)")
            }
        }
        return builder.build()
    }
}
