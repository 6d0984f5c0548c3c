import ExactJSON
import VitrineText

/// A value in a scenario, which knows where it stands, so that each complaint says so.
///
/// What asks for a value gets `nil` when it isn't good, and the complaint is noted: so one reading finds all that is wrong.
struct ScenarioSpot {
    let value: YAMLValue
    let file: String
    let pointer: JSONPointer
    let complaints: ScenarioComplaints

    /// A file's root.
    init(root: YAMLValue, file: String, complaints: ScenarioComplaints) {
        self.init(root, file: file, pointer: JSONPointer(tokens: []), complaints: complaints)
    }

    private init(_ value: YAMLValue, file: String, pointer: JSONPointer, complaints: ScenarioComplaints) {
        self.value = value
        self.file = file
        self.pointer = pointer
        self.complaints = complaints
    }

    private func child(_ value: YAMLValue, _ token: String) -> ScenarioSpot {
        ScenarioSpot(value, file: file, pointer: pointer.appending(token), complaints: complaints)
    }

    /// For complaints about other places: `line 12`.
    var shownLine: String { "line \(value.position.line)" }

    func complain(_ reason: String) {
        complaints.add(ScenarioComplaint(file: file, position: value.position, pointer: pointer, reason: reason))
    }
}

// MARK: - Mappings and lists

extension ScenarioSpot {
    /// Complains of anything but a mapping, and of each key that isn't one of `part`, since a misspelled `verdict` must not pass.
    func expect(_ part: ScenarioPart) -> Bool {
        guard case .mapping(let entries) = value.kind else {
            complain("Write a mapping with the keys \(part.keys.joined(separator: ", ")).")
            return false
        }
        for entry in entries where !part.keys.contains(entry.name) {
            let hint =
                Suggestion.nearest(to: entry.name, among: part.keys).map { "Did you mean '\($0)'?" }
                ?? "Known: \(part.keys.joined(separator: ", "))."
            complainAboutKey(entry, "There is no such key. \(hint)")
        }
        return true
    }

    func complainAboutKey(_ entry: YAMLValue.Entry, _ reason: String) {
        let place = pointer.appending(entry.name.shortened)
        complaints.add(ScenarioComplaint(file: file, position: entry.position, pointer: place, reason: reason))
    }

    /// The value of a key, unless it is absent.
    subscript(name: String) -> ScenarioSpot? {
        guard case .mapping(let entries) = value.kind else { return nil }
        return entries.first { $0.name == name }.map { child($0.value, name) }
    }

    func required(_ name: String) -> ScenarioSpot? {
        if let spot = self[name] { return spot }
        complain("The key '\(name)' is missing.")
        return nil
    }

    /// The entries of a mapping, whatever their keys.
    func namedEntries() -> [(entry: YAMLValue.Entry, spot: ScenarioSpot)] {
        guard case .mapping(let entries) = value.kind else {
            complain("Write a mapping.")
            return []
        }
        return entries.map { ($0, child($0.value, $0.name)) }
    }

    /// The items of a list.
    func items() -> [ScenarioSpot] {
        guard case .sequence(let items) = value.kind else {
            complain("Write a list.")
            return []
        }
        return items.enumerated().map { child($1, String($0)) }
    }

    /// What `read` makes of each item of a list that may be absent; items of which it makes nothing are left out.
    func list<Item>(_ name: String, atMost most: Int, _ read: (ScenarioSpot) -> Item?) -> [Item] {
        guard let list = self[name] else { return [] }
        let items = list.items()
        guard items.count <= most else {
            list.complain("The list has \(items.count) items; \(most) are allowed.")
            return []
        }
        return items.compactMap(read)
    }
}
