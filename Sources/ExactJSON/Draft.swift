/// A value that is being changed: opened, one level at a time, where a change goes through it, and a text elsewhere.
///
/// It is a class so that a change deep inside copies nothing on the way there.
final class Draft {
    /// What it says until it is opened; none: `null`.
    private let original: JSONValue?

    /// Once it is open, one of these if it is a container.
    private var members: DraftMembers?
    private var items: DraftItems?

    init(of original: JSONValue?) {
        self.original = original
    }

    func descendant(at tokens: some Sequence<String>) -> Draft? {
        var draft = self
        for token in tokens {
            guard let child = draft.child(token) else { return nil }
            draft = child
        }
        return draft
    }

    /// Recursive, but only into what was opened.
    func write(to writer: inout JSONWriter) {
        if let members {
            members.write(to: &writer)
        } else if let items {
            items.write(to: &writer)
        } else if let original {
            writer.raw(original.text)
        } else {
            writer.null()
        }
    }
}

// MARK: - Changes

// Each returns whether there was a place for it; if not, nothing has changed.
extension Draft {
    func add(_ value: Draft, at token: String) -> Bool {
        open()
        guard members == nil else {
            members?[token] = value
            return true
        }
        guard let count = items?.count, let place = token == "-" ? count : Int(index: token), place <= count else {
            return false
        }
        items?.insert(value, at: place)
        return true
    }

    func replace(at token: String, with value: Draft) -> Bool {
        guard child(token) != nil else { return false }
        members?[token] = value
        if let place = Int(index: token) { items?[place] = value }
        return true
    }

    func remove(at token: String) -> Bool {
        guard child(token) != nil else { return false }
        members?[token] = nil
        if let place = Int(index: token) { items?.remove(at: place) }
        return true
    }

    private func child(_ token: String) -> Draft? {
        open()
        guard let items else { return members?[token] }
        guard let place = Int(index: token), place < items.count else { return nil }
        return items[place]
    }

    private func open() {
        guard let original, members == nil, items == nil else { return }
        switch original.kind {
        case .object: members = DraftMembers(of: original)
        case .array: items = DraftItems(of: original)
        case .string, .number, .true, .false, .null: break
        }
    }
}

extension Int {
    /// A place in an array as RFC 6901 writes it: digits alone, and no leading zero.
    fileprivate init?(index token: String) {
        let isPlain = token.utf8.allSatisfy(\.isDigit) && (token == "0" || token.utf8.first != UInt8(ascii: "0"))
        guard isPlain else { return nil }
        self.init(token)
    }
}
