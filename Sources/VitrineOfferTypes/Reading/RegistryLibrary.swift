import ExactJSON
import VitrineCore
import VitrinePrices
import VitrineText

/// All parts of a registry, by id, and how types are put together from them.
///
/// Each stage is asked for all that is wrong before the next one begins: what one file says wrong would make others look wrong.
struct RegistryLibrary {
    private(set) var parts: [RegistryPart] = []
    private(set) var workflowFiles: [RegistryValue] = []
    private var partsByID: [String: RegistryPart] = [:]
    private var words = RegistryData()
    private var data = RegistryData().sets

    /// The files that come with the server, each read by itself. Done once a process.
    private static let builtIn = Result { () throws(RegistryError) in
        var library = RegistryLibrary()
        try library.readEach([.workflows] + RegistryFile.builtIn)
        return library
    }

    /// `files` behind those that come with the server.
    static func builtIn(and files: [RegistryFile]) throws(RegistryError) -> RegistryLibrary {
        var library = try builtIn.get()
        try library.readEach(files)
        try library.putTogether()
        return library
    }

    /// `files` and nothing else.
    init(_ files: [RegistryFile]) throws(RegistryError) {
        try readEach(files)
        try putTogether()
    }

    private init() {}

    var priceBook: PriceBook? { words.priceBook }

    private mutating func readEach(_ files: [RegistryFile]) throws(RegistryError) {
        var complaints = Complaints()
        for file in files {
            _ = complaints.gathering { () throws(RegistryError) in try read(file) }
        }
        try complaints.throwIfAny()
    }

    /// Refuses ids that stand twice, and sets that aren't there.
    private mutating func putTogether() throws(RegistryError) {
        var complaints = Complaints()
        data = words.sets
        for part in parts {
            _ = complaints.gathering { () throws(RegistryError) in try checkSets(of: part) }
            guard let first = partsByID.updateValue(part, forKey: part.id) else { continue }
            partsByID[part.id] = first
            complaints.add(
                part.place.appending("id").complaint(
                    """
                    \(first.place.file) has the id '\(part.id)' already. Files add to one another and replace nothing: \
                    give yours an id of its own.
                    """
                )
            )
        }
        try complaints.throwIfAny()
    }

    private mutating func read(_ file: RegistryFile) throws(RegistryError) {
        let root = try RegistryValue(file)
        switch try root.fileKind() {
        case .type: parts.append(try RegistryPart(root, kind: .type))
        case .module: parts.append(try RegistryPart(root, kind: .module))
        case .workflows: workflowFiles.append(root)
        case let kind: try words.read(root, kind: kind)
        }
    }

    /// Refuses rules that name a set which isn't there.
    private func checkSets(of part: RegistryPart) throws(RegistryError) {
        var complaints = Complaints()
        for (index, field) in part.fields.enumerated() {
            for name in field.rule?.setNames ?? [] where !data.has(name) {
                let hint = Suggestion.hint(for: name, among: words.names)
                let place = part.place.appending("fields").appending(index: index).appending("rule")
                complaints.add(place.complaint("There is no set of words with the name '\(name)'.\(hint)"))
            }
        }
        try complaints.throwIfAny()
    }
}

// MARK: - Types

extension RegistryLibrary {
    func offerTypes() throws(RegistryError) -> [OfferType] {
        var complaints = Complaints()
        var types: [OfferType] = []
        for part in parts where part.kind == .type {
            if let type = complaints.gathering({ () throws(RegistryError) in try offerType(part) }) {
                types.append(type)
            }
        }
        for reference in words.typeReferences {
            _ = complaints.gathering { () throws(RegistryError) in try checkType(reference) }
        }
        try complaints.throwIfAny()
        return types
    }

    private func offerType(_ part: RegistryPart) throws(RegistryError) -> OfferType {
        var complaints = Complaints()
        let modules = part.modules.compactMap { reference in
            complaints.gathering { () throws(RegistryError) in (reference, try module(reference)) }
        }
        let guarded = part.guards.compactMap { reference in
            complaints.gathering { () throws(RegistryError) in try self.part(reference) }
        }
        try complaints.throwIfAny()
        let whole = [part] + modules.map(\.1)
        var source = part.source
        for other in modules.map(\.1) { source.sets += other.source.sets }
        for other in modules.map(\.1) + guarded { source.addSecrecy(of: other.source) }
        return OfferType(
            id: OfferTypeID(rawValue: part.id),
            displayName: part.displayName,
            currentVersion: part.version,
            fields: try fields(of: part, modules),
            sets: whole.flatMap(\.sets),
            planRules: part.planRules,
            modules: modules.map(\.1.id),
            idEvidence: part.idEvidence,
            source: source,
            data: data,
            prices: priceBook,
            secrecy: try secrecy(of: part, whole + guarded)
        )
    }

    private func part(_ reference: RegistryPart.Reference) throws(RegistryError) -> RegistryPart {
        guard let part = partsByID[reference.id] else {
            let hint = Suggestion.hint(for: reference.id, among: partsByID.keys)
            throw reference.place.error("There is no file with the id '\(reference.id)'.\(hint)")
        }
        return part
    }

    private func module(_ reference: RegistryPart.Reference) throws(RegistryError) -> RegistryPart {
        let part = try part(reference)
        guard part.kind == .module else { throw reference.place.error("'\(reference.id)' is a type, no module.") }
        return part
    }

    /// Refuses a name of a type that isn't one.
    func checkType(_ reference: RegistryPart.Reference) throws(RegistryError) {
        guard partsByID[reference.id]?.kind != .type else { return }
        let hint = Suggestion.hint(for: reference.id, among: parts.filter { $0.kind == .type }.map(\.id))
        throw reference.place.error("There is no offer type '\(reference.id)'.\(hint)")
    }
}
