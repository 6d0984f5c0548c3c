/// The members of an object that is being changed, in the order they came.
struct DraftMembers {
    /// Those that were removed are left without value, so that the others keep their places.
    private var members: [(name: String, value: Draft?)] = []

    /// By the bytes of the names: Swift's strings are equal as soon as they look alike.
    private var places: [[UInt8]: Int] = [:]

    init(of object: JSONValue) {
        for member in object.members { append(member.name, Draft(of: member.value)) }
    }

    subscript(name: String) -> Draft? {
        get { places[Array(name.utf8)].flatMap { members[$0].value } }
        set {
            if let place = places[Array(name.utf8)] {
                members[place].value = newValue
                if newValue == nil { places[Array(name.utf8)] = nil }
            } else if let newValue {
                append(name, newValue)
            }
        }
    }

    func write(to writer: inout JSONWriter) {
        writer.beginObject()
        for case (let name, let value?) in members {
            writer.name(name)
            value.write(to: &writer)
        }
        writer.endObject()
    }

    private mutating func append(_ name: String, _ value: Draft) {
        places[Array(name.utf8)] = members.count
        members.append((name, value))
    }
}
