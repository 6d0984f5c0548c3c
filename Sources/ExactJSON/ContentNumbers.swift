/// A number for each value and name under a value, the same wherever the content is the same.
///
/// As in ``JSONValue/isSameContent(as:)`` white space and the spelling of escapes don't matter; here the order of members
/// doesn't either.
struct ContentNumbers {
    private let first: Int
    private var numbers: [Int]

    fileprivate init(under value: JSONValue) {
        first = value.index
        numbers = Array(repeating: 0, count: Int(value.node.next) - first)
    }

    fileprivate(set) subscript(value: JSONValue) -> Int {
        get { numbers[value.index - first] }
        set { numbers[value.index - first] = newValue }
    }

    func name(of member: JSONMember) -> Int { numbers[member.value.index - first - 1] }
}

/// Gives out content numbers; those of one numbering can be compared with each other.
///
/// Containers are told apart by the numbers of what they hold, so that numbering takes time in line with the text,
/// however deep it is. (Members are sorted, which adds a logarithm.) From then on a comparison is one of two numbers.
struct ContentNumbering {
    private enum Content: Hashable {
        case scalar(JSONValue.Kind, ArraySlice<UInt8>)
        case array([Int])
        /// Names and values in turn, ordered by the names' numbers.
        case object([Int])
    }

    private var given: [Content: Int] = [:]

    mutating func numbers(under root: JSONValue) -> ContentNumbers {
        var numbers = ContentNumbers(under: root)
        // Backwards, since what a container holds comes after it on the tape. Names are numbered as strings are.
        for index in (root.index..<Int(root.node.next)).reversed() {
            let value = JSONValue(tape: root.tape, index: index)
            numbers[value] = number(of: value, inside: numbers)
        }
        return numbers
    }

    private mutating func number(of value: JSONValue, inside numbers: ContentNumbers) -> Int {
        let content: Content =
            switch value.kind {
            case .object: .object(numbers.ofMembers(of: value))
            case .array: .array(value.elements.map { numbers[$0] })
            case .string: .scalar(.string, value.content)
            case .number, .true, .false, .null: .scalar(value.kind, value.text)
            }
        if let number = given[content] { return number }
        given[content] = given.count
        return given.count - 1
    }
}

extension ContentNumbers {
    fileprivate func ofMembers(of object: JSONValue) -> [Int] {
        object.members.map { (name: name(of: $0), value: self[$0.value]) }
            .sorted { $0.name < $1.name }
            .flatMap { [$0.name, $0.value] }
    }
}

extension JSONValue {
    /// What a string stands for. Swift's own strings won't do: they are equal as soon as they look alike.
    fileprivate var content: ArraySlice<UInt8> {
        let node = node
        let bytes = tape.bytes
        return node.hasEscapes ? node.content(in: bytes.span)[...] : bytes[node.contentRange]
    }
}
