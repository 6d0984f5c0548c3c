/// Where two values differ: far less than a patch, and far quicker to find.
package struct ChangedPlaces: Sendable, Equatable {
    /// Ways to members that were added, removed or changed, in the order of the text; those that are gone come after the
    /// others of their object. Like JSON Pointers, but an item of an array is named by its own id: `/plans/planId=basic/title`.
    package private(set) var paths: [String] = []

    /// Whether there are more of them.
    package private(set) var isCut = false

    private let limit: Int
    private let identity: String
    private var bytesLeft: Int

    /// Goes through both values side by side, down to the members that differ: `limit` of them at most, whose paths take
    /// `maximumBytes` at most.
    ///
    /// An array whose items all have a string `identity`, each another one, is gone through item by item; any other is one
    /// place. The order of members and of such items doesn't count. Time grows in line with both texts.
    package init(
        from old: JSONValue,
        to new: JSONValue,
        identifyingItemsBy identity: String,
        limit: Int,
        maximumBytes: Int
    ) {
        self.limit = limit
        self.identity = identity
        bytesLeft = maximumBytes
        compare(old, new, at: "")
    }

    /// One place.
    init(one path: String) {
        paths = [path]
        limit = 1
        identity = ""
        bytesLeft = 0
    }

    /// Notes one more place, unless there are too many already.
    private mutating func note(_ path: String) {
        bytesLeft -= path.utf8.count
        guard paths.count < limit, bytesLeft >= 0 else {
            isCut = true
            return
        }
        paths.append(path)
    }

    private mutating func compare(_ old: JSONValue, _ new: JSONValue, at path: @autoclosure () -> String) {
        guard !isCut, !old.hasSameText(as: new) else { return }
        switch (old.kind, new.kind) {
        case (.object, .object): compareMembers(old, new, at: path())
        case (.array, .array): compareItems(old, new, at: path())
        default: if !old.isSameContent(as: new) { note(path()) }
        }
    }

    /// Members are mostly in the same order: names are looked up from the place where the last one was found.
    private mutating func compareMembers(_ old: JSONValue, _ new: JSONValue, at path: String) {
        var search = MemberSearch(old)
        for member in new.members {
            guard let counterpart = search.take(member) else {
                note(path + "/" + JSONPointer.escape(member.name))
                continue
            }
            compare(counterpart.value, member.value, at: path + "/" + JSONPointer.escape(member.name))
        }
        for gone in search.left { note(path + "/" + JSONPointer.escape(gone.name)) }
    }

    private mutating func compareItems(_ old: JSONValue, _ new: JSONValue, at path: String) {
        guard var unmatched = itemsByID(of: old), let ids = new.itemIDs(identity) else {
            if !old.isSameContent(as: new) { note(path) }
            return
        }
        let items = "\(path)/\(identity)="
        for (id, item) in zip(ids, new.elements) {
            guard let counterpart = unmatched.removeValue(forKey: id) else {
                note(items + JSONPointer.escape(id.text))
                continue
            }
            compare(counterpart, item, at: items + JSONPointer.escape(id.text))
        }
        guard !unmatched.isEmpty, let oldIDs = old.itemIDs(identity) else { return }
        for id in oldIDs where unmatched[id] != nil { note(items + JSONPointer.escape(id.text)) }
    }

    private func itemsByID(of array: JSONValue) -> [ExactName: JSONValue]? {
        guard let ids = array.itemIDs(identity) else { return nil }
        return Dictionary(zip(ids, array.elements), uniquingKeysWith: { first, _ in first })
    }
}

/// A name that is compared by its bytes, as JSON's are, and not by how it looks, as Swift's are.
struct ExactName: Hashable {
    let text: String

    static func == (left: ExactName, right: ExactName) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

/// Finds members of an object by name, each once.
private struct MemberSearch {
    private let members: [JSONMember]
    private var isTaken: [Bool]
    private var next = 0

    /// Made when a name isn't where it is expected.
    private var places: [ExactName: Int]?

    init(_ object: JSONValue) {
        members = Array(object.members)
        isTaken = Array(repeating: false, count: members.count)
    }

    /// The member of the same name.
    mutating func take(_ wanted: JSONMember) -> JSONMember? {
        guard let place = place(of: wanted) else { return nil }
        isTaken[place] = true
        next = place + 1
        return members[place]
    }

    /// What nobody asked for.
    var left: [JSONMember] { zip(members, isTaken).filter { !$1 }.map(\.0) }

    private mutating func place(of wanted: JSONMember) -> Int? {
        if next < members.count, !isTaken[next], members[next].hasSameNameText(as: wanted) { return next }
        let known = places ?? Dictionary(members.enumerated().map { (ExactName(text: $1.name), $0) }) { $1 }
        places = known
        return known[ExactName(text: wanted.name)]
    }
}

extension JSONValue {
    /// The ids of an array's items; `nil` unless each has one of its own.
    func itemIDs(_ identity: String) -> [ExactName]? {
        var ids: [ExactName] = []
        for item in elements {
            guard let id = item[identity]?.string else { return nil }
            ids.append(ExactName(text: id))
        }
        return Set(ids).count == ids.count ? ids : nil
    }

    /// Whether both are the same bytes.
    fileprivate func hasSameText(as other: JSONValue) -> Bool {
        let bytes = tape.bytes, otherBytes = other.tape.bytes
        guard range.count == other.range.count else { return false }
        return bytes.span.hasSameBytes(in: range, as: otherBytes.span, in: other.range)
    }
}

extension JSONMember {
    /// Whether both names are the same bytes, escapes included.
    fileprivate func hasSameNameText(as other: JSONMember) -> Bool {
        let mine = value.tape.nodes[value.index - 1].range
        let others = other.value.tape.nodes[other.value.index - 1].range
        let bytes = value.tape.bytes, otherBytes = other.value.tape.bytes
        guard mine.count == others.count else { return false }
        return bytes.span.hasSameBytes(in: mine, as: otherBytes.span, in: others)
    }
}
