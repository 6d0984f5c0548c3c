import ExactJSON
import Testing
import VitrineTestKit

struct JSONPatchPropertyTests {
    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a difference makes one document into any other`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let one = try JSONDocument(parsing: random.document())
        let other = try JSONDocument(parsing: random.document())
        try expectPatches(between: one, and: other)
        try expectPatches(between: one, and: one.changed(by: &random))
        // Side by side in arrays, so that what differs is not all at the root.
        let pair = try document("[\(text(one.bytes)),\(text(other.bytes))]")
        try expectPatches(between: pair, and: pair.changed(by: &random))
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `arrays of few different items are made into one another`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let one = try JSONDocument(parsing: generator.array())
        let other = try JSONDocument(parsing: generator.array())
        try expectPatches(between: one, and: other)
    }

    @Test func `only what was inserted and removed is in the patch, wherever that is`() throws {
        let numbers = (0..<200).map(String.init)
        let old = try document("[" + numbers.joined(separator: ",") + "]")
        for place in [0, 1, 77, 198, 199] {
            let new = try document("[" + (numbers[..<place] + numbers[(place + 1)...]).joined(separator: ",") + "]")
            #expect(patch(from: old, to: new).operations.map(\.path) == [try pointer("/\(place)")])
            #expect(patch(from: new, to: old).operations.map(\.path) == [try pointer("/\(place)")])
        }
    }
}

// MARK: - Bounds

extension JSONPatchPropertyTests {
    @Test(arguments: [[], ["id"]])
    func `two arrays of 20,000 items take no time that grows with the square`(names: [String]) throws {
        func array(_ item: (Int) -> String) throws -> JSONDocument {
            try document("[" + (0..<20_000).map(item).joined(separator: ",") + "]")
        }
        let old = try array { "{\"id\":\($0),\"n\":\($0 % 7)}" }
        // The first third stays, so does the last; in between every other item is another one.
        let new = try array { place in
            guard (7_000..<13_000).contains(place) else { return "{\"n\":\(place % 7),\"id\":\(place)}" }
            return "{\"id\":\(place + place % 2 * 90_000)}"
        }
        let patch = JSONPatch.difference(from: old.root, to: new.root, identifyingItemsBy: names)
        #expect(patch.operations.count == 9_000)
        #expect(try JSONDocument(parsing: patch.applied(to: old)).root.isSameInAnyOrder(as: new.root))
    }

    @Test func `many arrays share the effort that there is for a document`() throws {
        func arrays(_ range: Range<Int>) throws -> JSONDocument {
            let array = "[" + range.map(String.init).joined(separator: ",") + "]"
            return try document("[" + (0..<16).map { _ in array }.joined(separator: ",") + "]")
        }
        let old = try arrays(0..<500)
        let new = try arrays(1..<501)
        let patch = patch(from: old, to: new)
        // The array around them takes a little, so the last one is compared item by item; of the others it was found
        // what was removed and what added.
        #expect(patch.operations.count == 15 * 2 + 500)
        #expect(try JSONDocument(parsing: patch.applied(to: old)).root.isSameInAnyOrder(as: new.root))
    }

    @Test func `a patch whose paths would be longer than the documents replaces the root`() throws {
        let name = String(repeating: "long", count: 5_000)
        func object(_ item: String) throws -> JSONDocument {
            try document("{\"\(name)\":[" + (0..<1_000).map { _ in item }.joined(separator: ",") + "]}")
        }
        let new = try object("2")
        let patch = try patch(from: object("1"), to: new)
        #expect(patch.operations == [.replace(path: try pointer(""), value: new.bytes)])
    }

    @Test func `what lies too deep to follow is replaced whole`() throws {
        func nested(_ innermost: String) throws -> JSONDocument {
            let text = String(repeating: "[", count: 5_000) + innermost + String(repeating: "]", count: 5_000)
            return try document(text, limits: JSONLimits(maximumDepth: 5_000))
        }
        let new = try nested("2")
        let patch = try patch(from: nested("1"), to: new)
        #expect(patch.operations.map(\.path.tokens.count) == [128])
        #expect(try patch.applied(to: nested("1")) == new.bytes)
    }
}

/// Checks both ways, with and without identities, and that nothing differs from itself.
private func expectPatches(
    between one: JSONDocument,
    and other: JSONDocument,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    for (old, new) in [(one, other), (other, one)] {
        for names in [[], ["id"]] {
            let patch = JSONPatch.difference(from: old.root, to: new.root, identifyingItemsBy: names)
            let outcome = try JSONDocument(parsing: patch.applied(to: old))
            #expect(outcome.root.isSameInAnyOrder(as: new.root), "\(text(patch.json))", sourceLocation: sourceLocation)
            let isSame = old.root.isSameInAnyOrder(as: new.root)
            #expect(patch.operations.isEmpty == isSame, sourceLocation: sourceLocation)
        }
        #expect(patch(from: old, to: old).operations.isEmpty, sourceLocation: sourceLocation)
    }
}

private func patch(from old: JSONDocument, to new: JSONDocument) -> JSONPatch {
    JSONPatch.difference(from: old.root, to: new.root, identifyingItemsBy: [])
}

extension JSONDocument {
    /// The document with some values removed, replaced and made into others.
    fileprivate func changed(by random: inout RandomJSON) throws -> JSONDocument {
        var edits: [JSONEdit] = []
        for place in places() {
            switch random.generator.next() % 12 {
            case 0: edits.append(.remove(place.value))
            case 1: edits.append(.replace(place.value, with: random.document()))
            case 2: edits.append(.replace(place.value, with: Array("[".utf8 + place.value.text + "]".utf8)))
            default: break
            }
        }
        return try JSONDocument(parsing: replacing(edits))
    }
}

extension SeededGenerator {
    /// Up to 12 items of about as many kinds, some with an `id` and its members in either order.
    fileprivate mutating func array() -> [UInt8] {
        let items = (0..<next() % 13).map { _ in
            let id = next() % 4
            let number = next() % 3
            return switch next() % 6 {
            case 0: "\(number)"
            case 1: "{\"id\":\(id),\"n\":\(number)}"
            case 2: "{\"n\":\(number),\"id\":\(id)}"
            case 3: "{\"n\":[\(number),\(id)]}"
            case 4: "[\(number),{\"id\":\(id)}]"
            default: "[]"
            }
        }
        return Array("[\(items.joined(separator: ","))]".utf8)
    }
}
