import ExactJSON
import VitrineText

/// A value in a table's file, with readers that say what is wrong and on which line.
struct TableValue {
    let file: String
    let value: JSONValue
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], file: String) throws(TableError) {
        do {
            let document = try JSONDocument(parsing: bytes)
            self.init(file: file, value: document.root, bytes: bytes)
        } catch {
            throw TableError(file: file, line: error.line, reason: error.message)
        }
    }

    private init(file: String, value: JSONValue, bytes: [UInt8]) {
        self.file = file
        self.value = value
        self.bytes = bytes
    }

    func error(_ reason: String) -> TableError {
        let newline = UInt8(ascii: "\n")
        let line = bytes.prefix(value.range.lowerBound).reduce(1) { $1 == newline ? $0 + 1 : $0 }
        return TableError(file: file, line: line, reason: reason)
    }

    private func inside(_ value: JSONValue) -> TableValue {
        TableValue(file: file, value: value, bytes: bytes)
    }
}

// MARK: - Objects

extension TableValue {
    /// Members by name, in the order of the file.
    func members() throws(TableError) -> [(name: String, value: TableValue)] {
        guard value.kind == .object else { throw error("Write an object here.") }
        return value.members.map { ($0.name, inside($0.value)) }
    }

    func expectMembers(_ known: Set<String>) throws(TableError) {
        for (name, value) in try members() where !known.contains(name) {
            throw value.error(
                "'\(name.shown)' is no member here. Write one of \(known.sorted().joined(separator: ", "))."
            )
        }
    }

    /// `nil` when the member isn't there, or is null.
    func optional(_ name: String) -> TableValue? {
        value[name].flatMap { $0.kind == .null ? nil : inside($0) }
    }

    func required(_ name: String) throws(TableError) -> TableValue {
        guard let member = optional(name) else { throw error("Add the member '\(name)'.") }
        return member
    }

    /// That this is a file of format 1 and of that kind, with these members and those that say where it comes from.
    func expect(kind: String, members: Set<String>) throws(TableError) {
        let format = try required("format")
        guard format.value.int64 == 1 else { throw format.error("This server reads format 1.") }
        let stated = try required("kind")
        guard stated.value.equals(kind) else { throw stated.error("Write \"\(kind)\" here.") }
        try expectMembers(members.union(["format", "kind", "source", "note"]))
    }

    /// The items of an array, in their order.
    func elements() throws(TableError) -> [TableValue] {
        guard value.kind == .array else { throw error("Write an array here.") }
        return value.elements.map(inside)
    }
}

// MARK: - Scalars

extension TableValue {
    func text() throws(TableError) -> String {
        guard let text = value.string else { throw error("Write a string here.") }
        return text
    }

    func integer(in range: ClosedRange<Int64>) throws(TableError) -> Int {
        guard let number = value.int64, range.contains(number) else {
            throw error("Write a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return Int(number)
    }

    func currency() throws(TableError) -> CurrencyCode {
        guard let currency = CurrencyCode(try text()) else {
            throw error("Write a currency as three capital letters, such as EUR.")
        }
        return currency
    }
}
