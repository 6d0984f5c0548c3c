import ExactJSON
import VitrineCore

extension SecretSplitter {
    /// Visits the items of an array, whose secrets are kept by the item's id.
    ///
    /// Of several items with one id, at most one may carry secrets, and then it speaks for that id.
    mutating func visit(
        itemsOf array: JSONValue,
        itemID: String,
        as rule: Secrecy.Items,
        at place: DefinitionPlace
    ) throws(Refusal) {
        var found: [ArrayItem] = []
        for (index, value) in array.elements.enumerated() {
            var item = ArrayItem(value, index: index, itemID: itemID, in: place)
            try visit(&item, as: rule)
            found.append(item)
        }
        let carriers = try Self.carriers(among: found, itemID: itemID)
        for item in found {
            guard let token = item.token else { continue }
            let carrier = carriers[token] ?? item.index
            if carrier == item.index { supplied += item.supplied }
            if items[place.pointer, token] == nil { items[place.pointer, token] = carrier }
        }
    }

    /// Sets aside what is found in an item until all items of its array are known.
    private mutating func visit(_ item: inout ArrayItem, as rule: Secrecy.Items) throws(Refusal) {
        guard item.value.kind == .object else {
            throw item.place.refusal("Each item of this array must be an object, since secrets can stand in it.")
        }
        let suppliedBefore = supplied.count
        let removalsBefore = removals.count
        switch rule {
        case .closed(let open): try take(membersOf: item.value, butFor: open, at: item.place)
        case .object(let branch): try visit(membersOf: item.value, as: branch, at: item.place)
        }
        item.supplied = Array(supplied[suppliedBefore...])
        item.carriesSecrets = removals.count > removalsBefore
        supplied.removeSubrange(suppliedBefore...)
    }

    /// The position of the item that carries secrets, by token.
    private static func carriers(among found: [ArrayItem], itemID: String) throws(Refusal) -> [String: Int] {
        var carriers: [String: Int] = [:]
        for item in found where item.carriesSecrets {
            guard let token = item.token else {
                throw item.place.refusal(
                    """
                    Secrets are kept by the '\(itemID)' of the item that they stand in. Give this item one: a string \
                    of 1 to \(SecretLimits.itemIDBytes) bytes.
                    """
                )
            }
            guard carriers.updateValue(item.index, forKey: token) == nil else {
                throw item.place.refusal(
                    "Another item with secrets has the same '\(itemID)', in any case of letters. Give each its own."
                )
            }
        }
        return carriers
    }
}

/// An item of an array that may hold secrets.
private struct ArrayItem {
    let value: JSONValue
    let index: Int

    /// The item's name in a ``SecretPath``, `planId=basic`; `nil` when its id is missing, no string, empty or too long.
    let token: String?

    /// Without a token, this place's path is of no use; what is found there is refused or left out.
    let place: DefinitionPlace

    /// What the item says about secrets.
    var supplied: [SuppliedSecret] = []

    /// Whether anything was taken out of it.
    var carriesSecrets = false

    init(_ value: JSONValue, index: Int, itemID: String, in array: DefinitionPlace) {
        self.value = value
        self.index = index
        token = value[itemID]?.string.flatMap { id in
            (1...SecretLimits.itemIDBytes).contains(id.utf8.count) ? "\(itemID)=\(id.asciiFolded)" : nil
        }
        place = array.appending(index: index, token: token ?? "")
    }
}
