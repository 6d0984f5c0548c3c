/// An item of an array, and what it is recognised by in the other one.
private struct Item {
    /// What is the same for the same item: its identity if it has one, else all that it says.
    struct Key: Equatable {
        /// The place of the name in the list of identifying names.
        let identifyingName: Int?

        /// The number of the identifying value, or of the whole item.
        let number: Int
    }

    let value: JSONValue
    let key: Key

    /// Whether changes inside may make this into `other`: not if both have identities that tell them apart.
    func canBecome(_ other: Item) -> Bool {
        key == other.key || key.identifyingName == nil || other.key.identifyingName == nil
    }
}

extension Difference {
    /// Goes from the first items to the last, so that all before `place` is as it is going to be.
    mutating func compareItems(_ oldArray: JSONValue, _ newArray: JSONValue) {
        let oldItems = oldArray.elements.map { item($0, in: old) }
        let newItems = newArray.elements.map { item($0, in: new) }
        let common = CommonItems.pairs(oldItems.map(\.key), newItems.map(\.key), effort: &effort)
        var oldStart = 0
        var newStart = 0
        var place = 0
        for pair in common {
            compareGap(oldItems[oldStart..<pair.old], newItems[newStart..<pair.new], at: &place)
            at(String(place)) { $0.compare(oldItems[pair.old].value, newItems[pair.new].value) }
            place += 1
            oldStart = pair.old + 1
            newStart = pair.new + 1
        }
        compareGap(oldItems[oldStart...], newItems[newStart...], at: &place)
    }

    /// Compares items with nothing in common between them, and leaves `place` behind them.
    private mutating func compareGap(_ oldItems: ArraySlice<Item>, _ newItems: ArraySlice<Item>, at place: inout Int) {
        for (oldItem, newItem) in zip(oldItems, newItems) {
            at(String(place)) { here in
                if oldItem.canBecome(newItem) {
                    here.compare(oldItem.value, newItem.value)
                } else {
                    here.remove()
                    here.add(newItem.value)
                }
            }
            place += 1
        }
        for _ in oldItems.dropFirst(newItems.count) {
            at(String(place)) { $0.remove() }
        }
        for newItem in newItems.dropFirst(oldItems.count) {
            at(String(place)) { $0.add(newItem.value) }
            place += 1
        }
    }

    private func item(_ value: JSONValue, in numbers: ContentNumbers) -> Item {
        for (place, name) in identifyingNames.enumerated() {
            guard let identity = value[name], identity.kind == .string || identity.kind == .number else { continue }
            return Item(value: value, key: Item.Key(identifyingName: place, number: numbers[identity]))
        }
        return Item(value: value, key: Item.Key(identifyingName: nil, number: numbers[value]))
    }
}
