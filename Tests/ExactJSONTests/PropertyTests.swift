import ExactJSON
import Testing
import VitrineTestKit

struct PropertyTests {
    @Test(arguments: 0..<150 as Range<UInt64>)
    func `what was parsed is given back, and rewritten says the same`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let json = random.document()
        let document = try JSONDocument(parsing: json)
        #expect(document.bytes == json)

        let root = try JSONDocument(parsing: Array(document.root.text))
        #expect(root.root.isSameContent(as: document.root))

        let rewritten = try document.rewritten()
        #expect(rewritten.root.isSameContent(as: document.root))
        #expect(document.root.isSameContent(as: rewritten.root))
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `every value is found by its pointer, removed and replaced`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let document = try JSONDocument(parsing: random.document())
        let replacement = Array("{\"new\": [0]}".utf8)
        for place in document.places().prefix(30) {
            let found = try #require(document.value(at: place.pointer))
            #expect(found.range == place.value.range)

            let replaced = try JSONDocument(parsing: document.replacing([.replace(found, with: replacement)]))
            #expect(replaced.value(at: place.pointer).map { Array($0.text) } == replacement)

            let rest = try JSONDocument(parsing: document.replacing([.remove(found)]))
            // The root leaves a `null` behind.
            let expected =
                place.pointer.tokens.isEmpty ? 1 : document.places().count - document.places(under: found).count
            #expect(rest.places().count == expected)
        }
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `a change of one byte is refused or kept exactly, never worse`(seed: UInt64) throws {
        var random = RandomJSON(seed: seed)
        let json = random.document()
        for _ in 0..<40 {
            var broken = json
            broken[Int(random.generator.next() % UInt64(json.count))] = UInt8(
                truncatingIfNeeded: random.generator.next()
            )
            do {
                #expect(try JSONDocument(parsing: broken).rewritten().root.count >= 0)
            } catch let error as JSONError {
                #expect((0...broken.count).contains(error.offset))
                #expect(error.line >= 1 && error.column >= 1)
            }
        }
    }
}

extension JSONDocument {
    /// The same content through a writer: scalars as raw texts, names unescaped and escaped again.
    func rewritten() throws -> JSONDocument {
        var writer = JSONWriter()
        writer.write(root)
        return try JSONDocument(parsing: writer.bytes)
    }

    /// Every value in the document and the way to it.
    func places() -> [(pointer: JSONPointer, value: JSONValue)] {
        places(under: root)
    }

    func places(under value: JSONValue) -> [(pointer: JSONPointer, value: JSONValue)] {
        var places: [(pointer: JSONPointer, value: JSONValue)] = []
        var pending = [(pointer: JSONPointer(tokens: []), value: value)]
        while let place = pending.popLast() {
            places.append(place)
            for member in place.value.members { pending.append((place.pointer.appending(member.name), member.value)) }
            for (index, element) in place.value.elements.enumerated() {
                pending.append((place.pointer.appending(index: index), element))
            }
        }
        return places
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ value: JSONValue) {
        switch value.kind {
        case .object:
            beginObject()
            for member in value.members {
                name(member.name)
                write(member.value)
            }
            endObject()
        case .array:
            beginArray()
            for element in value.elements { write(element) }
            endArray()
        case .string, .number, .true, .false, .null:
            raw(value.text)
        }
    }
}
