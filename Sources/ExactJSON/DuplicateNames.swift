/// Finds two members of one name in an object.
///
/// It is kept from object to object so that its table is allocated once.
struct DuplicateNames {
    /// Nodes of names by hash, 0 for none: open addressing. A name is never node 0.
    private var table: [UInt32] = []

    /// Objects of up to this many members are compared pair by pair: up to here that is faster than hashing.
    private static let mostComparedPairwise = 32

    /// - Throws: A failure at the second name of the first pair.
    mutating func check(object: Int, nodes: [Node], text: Span<UInt8>) throws(Parser.Failure) {
        let count = Int(nodes[object].count)
        if let second = firstDuplicate(object: object, count: count, nodes: nodes, text: text) {
            let name = String(decoding: nodes[second].content(in: text), as: UTF8.self)
            let offset = Int(nodes[second].start)
            throw Parser.Failure(problem: .duplicateName, offset: offset, detail: .name(showing: name))
        }
    }

    private mutating func firstDuplicate(object: Int, count: Int, nodes: [Node], text: Span<UInt8>) -> Int? {
        // Resolving escapes for each pair would take too long where names are huge; hashing does it about once a name.
        if count <= Self.mostComparedPairwise, !hasEscapedName(object: object, count: count, nodes: nodes) {
            return firstDuplicateByPairs(object: object, count: count, nodes: nodes, text: text)
        }
        return firstDuplicateByHash(object: object, count: count, nodes: nodes, text: text)
    }

    private func hasEscapedName(object: Int, count: Int, nodes: [Node]) -> Bool {
        var name = object + 1
        for _ in 0..<count {
            if nodes[name].hasEscapes { return true }
            name = Int(nodes[name + 1].next)
        }
        return false
    }

    private func firstDuplicateByPairs(object: Int, count: Int, nodes: [Node], text: Span<UInt8>) -> Int? {
        var name = object + 1
        for index in 0..<count {
            var earlier = object + 1
            for _ in 0..<index {
                if nodes[name].hasSameContent(as: nodes[earlier], in: text) { return name }
                earlier = Int(nodes[earlier + 1].next)
            }
            name = Int(nodes[name + 1].next)
        }
        return nil
    }

    /// Linear whatever the names are: Swift's hashing is seeded anew in each process, so that nobody can aim at one slot.
    private mutating func firstDuplicateByHash(object: Int, count: Int, nodes: [Node], text: Span<UInt8>) -> Int? {
        let mask = makeRoom(for: count)
        var name = object + 1
        for _ in 0..<count {
            var slot = nodes[name].contentHash(in: text) & mask
            while table[slot] != 0 {
                if nodes[name].hasSameContent(as: nodes[Int(table[slot])], in: text) { return name }
                slot = (slot + 1) & mask
            }
            table[slot] = UInt32(truncatingIfNeeded: name)
            name = Int(nodes[name + 1].next)
        }
        return nil
    }

    /// Empties the first slots of the table, at least twice as many as names; returns the mask that keeps to them.
    private mutating func makeRoom(for count: Int) -> Int {
        let size = 1 << (Int.bitWidth - (count * 2 - 1).leadingZeroBitCount)
        for slot in 0..<min(size, table.count) { table[slot] = 0 }
        while table.count < size { table.append(0) }
        return size - 1
    }
}

extension Node {
    /// Whether two strings of one text stand for the same characters, however they are spelled.
    fileprivate func hasSameContent(as other: Node, in text: Span<UInt8>) -> Bool {
        guard hasEscapes || other.hasEscapes else {
            return text.hasSameBytes(in: contentRange, as: text, in: other.contentRange)
        }
        return content(in: text) == other.content(in: text)
    }

    fileprivate func contentHash(in text: Span<UInt8>) -> Int {
        var hasher = Hasher()
        guard !hasEscapes else {
            let content = content(in: text)
            hasher.combine(bytesOf: content.span, in: content.indices)
            return hasher.finalize()
        }
        hasher.combine(bytesOf: text, in: contentRange)
        return hasher.finalize()
    }
}

extension Hasher {
    fileprivate mutating func combine(bytesOf text: Span<UInt8>, in range: Range<Int>) {
        var offset = range.lowerBound
        while range.upperBound - offset >= 8 {
            combine(text.word(at: offset))
            offset += 8
        }
        while offset < range.upperBound {
            combine(text[offset])
            offset += 1
        }
    }
}
