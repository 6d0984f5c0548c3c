extension ChangedPlaces {
    /// The one place where `new` differs from the valid text `old`, when that is for sure the inside of a single string: what
    /// most edits of an offer are. Told by the new value's tape alone, without parsing the old text.
    ///
    /// `nil` says nothing.
    package init?(ofOneStringIn new: JSONValue, since old: [UInt8], identifyingItemsBy identity: String) {
        let text = new.text
        let ends = CommonEnds(old, text)
        let inOld = old[ends.prefix..<(old.count - ends.suffix)]
        let start = text.startIndex + ends.prefix
        let end = text.endIndex - ends.suffix
        // No quotation mark ends a string there, and no escape reaches into it.
        let bytesNear = [inOld, text[max(text.startIndex, start - 6)..<end]]
        guard !inOld.contains(UInt8(ascii: "\"")), !bytesNear.contains(where: { $0.contains(UInt8(ascii: "\\")) })
        else { return nil }
        var search = StringSearch(start: start, end: end, identity: identity)
        guard search.find(in: new) else { return nil }
        self.init(one: search.path)
    }
}

/// The way to the string that holds a range of a document's bytes inside its quotation marks.
private struct StringSearch {
    let start: Int
    let end: Int
    let identity: String
    private(set) var path = ""

    init(start: Int, end: Int, identity: String) {
        self.start = start
        self.end = end
        self.identity = identity
    }

    mutating func find(in value: JSONValue) -> Bool {
        switch value.kind {
        case .string: return value.range.lowerBound < start && end < value.range.upperBound
        case .object:
            for member in value.members where holds(member.value) {
                // Another id makes it another item.
                guard !member.nameEquals(identity) else { return false }
                path += "/" + JSONPointer.escape(member.name)
                return find(in: member.value)
            }
            return false
        case .array: return find(inItemsOf: value)
        case .number, .true, .false, .null: return false
        }
    }

    /// Only where all items are told apart by their ids; any other array is one place.
    private mutating func find(inItemsOf array: JSONValue) -> Bool {
        guard let ids = array.itemIDs(identity) else {
            guard let item = array.elements.first(where: holds) else { return false }
            var below = self
            return below.find(in: item)
        }
        for (id, item) in zip(ids, array.elements) where holds(item) {
            path += "/\(identity)=\(JSONPointer.escape(id.text))"
            return find(in: item)
        }
        return false
    }

    private func holds(_ value: JSONValue) -> Bool { value.range.lowerBound <= start && end <= value.range.upperBound }
}
