/// A member of an object: a name and its value.
package struct JSONMember: Sendable {
    package let value: JSONValue

    /// The name, escapes resolved. Made anew each time: to look for one name, ask ``nameEquals(_:)``.
    package var name: String { value.tape.string(ofNode: value.index - 1) }

    /// The name as it was sent, quotation marks and escapes included.
    package var nameText: ArraySlice<UInt8> { value.tape.bytes[value.tape.nodes[value.index - 1].range] }

    /// Whether the name has exactly these characters, compared as in ``JSONValue/equals(_:)``.
    package func nameEquals(_ text: String) -> Bool {
        value.tape.node(value.index - 1, equals: text)
    }
}

extension JSONValue {
    /// The members in the order of the text; none unless this is an object.
    package var members: Members { Members(container: self) }

    /// The elements in the order of the text; none unless this is an array.
    package var elements: Elements { Elements(container: self) }

    /// The member of this name, if this is an object that has it. Looks at one name after another.
    package subscript(name: String) -> JSONValue? {
        guard kind == .object else { return nil }
        var position = index + 1
        for _ in 0..<count {
            if tape.node(position, equals: name) { return JSONValue(tape: tape, index: position + 1) }
            position = Int(tape.nodes[position + 1].next)
        }
        return nil
    }

    /// The element at this place from 0, if this is an array that has it. Steps over those before it.
    package subscript(place: Int) -> JSONValue? {
        guard kind == .array, place >= 0, place < count else { return nil }
        var position = index + 1
        for _ in 0..<place { position = Int(tape.nodes[position].next) }
        return JSONValue(tape: tape, index: position)
    }
}

extension JSONValue {
    package struct Members: Sequence, Sendable {
        fileprivate let container: JSONValue

        package var underestimatedCount: Int { container.kind == .object ? container.count : 0 }

        package func makeIterator() -> Iterator {
            Iterator(tape: container.tape, position: container.index + 1, remaining: underestimatedCount)
        }

        package struct Iterator: IteratorProtocol, Sendable {
            fileprivate let tape: Tape
            fileprivate var position: Int
            fileprivate var remaining: Int

            package mutating func next() -> JSONMember? {
                guard remaining > 0 else { return nil }
                let value = JSONValue(tape: tape, index: position + 1)
                position = Int(value.node.next)
                remaining -= 1
                return JSONMember(value: value)
            }
        }
    }

    package struct Elements: Sequence, Sendable {
        fileprivate let container: JSONValue

        package var underestimatedCount: Int { container.kind == .array ? container.count : 0 }

        package func makeIterator() -> Iterator {
            Iterator(tape: container.tape, position: container.index + 1, remaining: underestimatedCount)
        }

        package struct Iterator: IteratorProtocol, Sendable {
            fileprivate let tape: Tape
            fileprivate var position: Int
            fileprivate var remaining: Int

            package mutating func next() -> JSONValue? {
                guard remaining > 0 else { return nil }
                let value = JSONValue(tape: tape, index: position)
                position = Int(value.node.next)
                remaining -= 1
                return value
            }
        }
    }
}
