/// A change to a document, named by the value that it is about.
package enum JSONEdit: Sendable {
    /// Takes the value out, a member with its name. Removing the root leaves `null`, so that valid JSON remains.
    case remove(JSONValue)

    /// Puts a valid JSON text in the value's place. The text is *not* checked.
    case replace(JSONValue, with: [UInt8])

    fileprivate var value: JSONValue {
        switch self {
        case .remove(let value), .replace(let value, with: _): value
        }
    }
}

extension JSONDocument {
    /// The text with `edits` made, in whatever order they are given, and every other byte as it was.
    ///
    /// An item that is removed takes one comma with it, and the white space up to its neighbour; an only item takes all
    /// that stands between the brackets. An edit inside a value that another edit removes or replaces has no effect; of
    /// two edits of one value a removal wins, then the one that was given first.
    ///
    /// - Precondition: The edits are about values of this document, not of another one with the same text. Anything
    ///   else would leave in what was to be taken out, so it stops the program.
    package func replacing(_ edits: [JSONEdit]) -> [UInt8] {
        precondition(edits.allSatisfy { $0.value.tape === tape }, "an edit is about another document")
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var kept = 0
        for patch in merged(edits.map(patch)) {
            let range = patch.isRemoval ? withSeparator(patch.range) : patch.range
            result += bytes[kept..<range.lowerBound]
            result += patch.text
            kept = range.upperBound
        }
        result += bytes[kept...]
        return result
    }
}

/// Bytes to take out, and what to put in their place.
private struct Patch {
    var range: Range<Int>
    let text: [UInt8]

    /// Whether whole items go, and a comma with them.
    let isRemoval: Bool

    /// Orders patches by where they start, the larger of two first, so that what lies inside a patch comes after it.
    static func isBeforeOrAround(_ first: Patch, _ second: Patch) -> Bool {
        let lower = (first.range.lowerBound, second.range.upperBound)
        let upper = (second.range.lowerBound, first.range.upperBound)
        return lower == upper ? first.isRemoval && !second.isRemoval : lower < upper
    }
}

extension JSONDocument {
    private func patch(_ edit: JSONEdit) -> Patch {
        switch edit {
        case .replace(let value, let text):
            return Patch(range: value.range, text: text, isRemoval: false)
        case .remove(let value) where value.index == 0:
            return Patch(range: value.range, text: Array("null".utf8), isRemoval: false)
        case .remove(let value):
            let isMember = bytes[lastSignificant(before: value.range.lowerBound)] == UInt8(ascii: ":")
            let start = isMember ? Int(tape.nodes[value.index - 1].start) : value.range.lowerBound
            return Patch(range: start..<value.range.upperBound, text: [], isRemoval: true)
        }
    }

    /// The patches in order, without those that lie inside others, and with removals of neighbours made one.
    private func merged(_ patches: [Patch]) -> [Patch] {
        var merged: [Patch] = []
        for patch in patches.sorted(by: Patch.isBeforeOrAround) {
            guard let last = merged.last else {
                merged.append(patch)
                continue
            }
            if patch.range.lowerBound < last.range.upperBound { continue }
            if patch.isRemoval, last.isRemoval, itemAfter(last.range) == patch.range.lowerBound {
                merged[merged.count - 1].range = last.range.lowerBound..<patch.range.upperBound
            } else {
                merged.append(patch)
            }
        }
        return merged
    }

    /// The range of one or more neighbouring items, widened by what must go with them.
    private func withSeparator(_ items: Range<Int>) -> Range<Int> {
        if let next = itemAfter(items) { return items.lowerBound..<next }
        let before = lastSignificant(before: items.lowerBound)
        if bytes[before] == UInt8(ascii: ",") { return before..<items.upperBound }
        return before + 1..<firstSignificant(from: items.upperBound)
    }

    /// Where the next item in the same container starts, if there is one.
    private func itemAfter(_ items: Range<Int>) -> Int? {
        let after = firstSignificant(from: items.upperBound)
        return bytes[after] == UInt8(ascii: ",") ? firstSignificant(from: after + 1) : nil
    }

    /// The first byte from `offset` on that is not white space. Items stand inside a container, so there is one.
    private func firstSignificant(from offset: Int) -> Int {
        var offset = offset
        while bytes[offset].isJSONWhiteSpace { offset += 1 }
        return offset
    }

    /// The last byte before `offset` that is not white space. Items stand inside a container, so there is one.
    private func lastSignificant(before offset: Int) -> Int {
        var offset = offset - 1
        while bytes[offset].isJSONWhiteSpace { offset -= 1 }
        return offset
    }
}
