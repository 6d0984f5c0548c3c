extension JSONPatch {
    /// What makes `old` say the same as `new`: no operations if it does already.
    ///
    /// White space, the spelling of escapes and the order of members are no difference; numbers are compared by their text,
    /// so `1.0` is not `1`. Members are compared by name. Of arrays the longest common run of items stays, with gaps; between
    /// two items that stay, the first old one is compared with the first new one and so on, and what is left over is
    /// removed or added.
    ///
    /// Time and memory are bounded, at the price of patches that are right but not short: arrays too long for the
    /// longest run keep what they have in common at both ends (``CommonItems``); what lies deeper than
    /// ``JSONLimits/standard`` allows is replaced whole; and so is all of it, by one operation on the root, if the paths
    /// would take more than 1 MiB.
    ///
    /// `names` are of members that identify an item of an array, such as `planId`: the first of them that an object has
    /// with a string or number as its value. Items that both have one are the same item if it has the same name and
    /// value, whatever else they hold; otherwise one is removed and the other added, never made into one another.
    package static func difference(
        from old: JSONValue,
        to new: JSONValue,
        identifyingItemsBy names: [String]
    ) -> JSONPatch {
        // Most of what is compared is the same, and this is much quicker than numbering.
        guard !old.isSameContent(as: new) else { return JSONPatch(operations: []) }
        var difference = Difference(from: old, to: new, identifyingNames: names)
        difference.compare(old, new)
        guard !difference.isTooLarge else {
            return JSONPatch(operations: [.replace(path: JSONPointer(tokens: []), value: Array(new.text))])
        }
        return JSONPatch(operations: difference.operations)
    }
}

/// A walk through two values side by side that notes what is different.
struct Difference {
    let old: ContentNumbers
    let new: ContentNumbers
    let identifyingNames: [String]

    private(set) var operations: [JSONPatch.Operation] = []

    /// Set once the paths have become too long in all; from then on nothing is noted.
    private(set) var isTooLarge = false

    /// How much work finding common items may still take, in all arrays together.
    var effort = CommonItems.Effort()

    private var path: [String] = []
    private var pathBytes = 0

    /// A long name with many changes under it would otherwise make a patch that is far larger than both documents.
    private static let mostPathBytes = 1 << 20

    init(from old: JSONValue, to new: JSONValue, identifyingNames: [String]) {
        var numbering = ContentNumbering()
        self.old = numbering.numbers(under: old)
        self.new = numbering.numbers(under: new)
        self.identifyingNames = identifyingNames
    }

    /// Recursive, as deep as the two values are alike.
    mutating func compare(_ oldValue: JSONValue, _ newValue: JSONValue) {
        guard old[oldValue] != new[newValue], !isTooLarge else { return }
        switch (oldValue.kind, newValue.kind) {
        case _ where path.count >= JSONLimits.standard.maximumDepth: replace(with: newValue)
        case (.object, .object): compareMembers(oldValue, newValue)
        case (.array, .array): compareItems(oldValue, newValue)
        default: replace(with: newValue)
        }
    }

    private mutating func compareMembers(_ oldObject: JSONValue, _ newObject: JSONValue) {
        var added: [Int: JSONMember] = [:]
        for member in newObject.members { added[new.name(of: member)] = member }
        for member in oldObject.members {
            let counterpart = added.removeValue(forKey: old.name(of: member))
            // Making a name's string is what takes time here.
            if let counterpart, old[member.value] == new[counterpart.value] { continue }
            at(member.name) { here in
                guard let counterpart else { return here.remove() }
                here.compare(member.value, counterpart.value)
            }
        }
        for member in newObject.members where added[new.name(of: member)] != nil {
            at(member.name) { $0.add(member.value) }
        }
    }
}

// MARK: - Notes

extension Difference {
    /// Does `work` one level down.
    mutating func at(_ token: String, work: (inout Difference) -> Void) {
        path.append(token)
        work(&self)
        path.removeLast()
    }

    mutating func add(_ value: JSONValue) {
        note(.add(path: JSONPointer(tokens: path), value: Array(value.text)))
    }

    mutating func remove() {
        note(.remove(path: JSONPointer(tokens: path)))
    }

    private mutating func replace(with value: JSONValue) {
        note(.replace(path: JSONPointer(tokens: path), value: Array(value.text)))
    }

    private mutating func note(_ operation: JSONPatch.Operation) {
        guard !isTooLarge else { return }
        pathBytes += path.reduce(0) { $0 + 1 + $1.utf8.count }
        isTooLarge = pathBytes > Self.mostPathBytes
        operations.append(operation)
    }
}
