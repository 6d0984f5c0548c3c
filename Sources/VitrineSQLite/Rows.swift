import GRDB
import VitrineCore

extension Statement {
    /// Every row, decoded where it stands: without a copy of the row in between.
    func rows<Value>(_ arguments: StatementArguments, _ decode: (Row) throws -> Value) throws -> [Value] {
        var values: [Value] = []
        let cursor = try Row.fetchCursor(self, arguments: arguments)
        while let row = try cursor.next() { values.append(try decode(row)) }
        return values
    }
}

/// A row that doesn't hold what the schema promises: the file was changed by something else.
struct CorruptRow: Error, Equatable {
    let column: String
}

extension Row {
    func text(_ column: String) throws -> String {
        guard let text = String.fromDatabaseValue(self[column]) else { throw CorruptRow(column: column) }
        return text
    }

    func integer(_ column: String) throws -> Int64 {
        guard let integer = Int64.fromDatabaseValue(self[column]) else { throw CorruptRow(column: column) }
        return integer
    }

    func integerIfAny(_ column: String) -> Int64? { Int64.fromDatabaseValue(self[column]) }

    func timestamp(_ column: String) throws -> Timestamp {
        let time = Timestamp(ticks: try integer(column))
        guard Timestamp.calendar.contains(time) else { throw CorruptRow(column: column) }
        return time
    }

    func bytes(_ column: String) throws -> [UInt8] {
        guard let bytes = try bytesIfAny(column) else { throw CorruptRow(column: column) }
        return bytes
    }

    func bytesIfAny(_ column: String) throws -> [UInt8]? {
        try withUnsafeData(named: column) { data in data.map { [UInt8]($0) } }
    }

    /// Text that may hold any character, stored as its bytes.
    func exactText(_ column: String) throws -> String { String(decoding: try bytes(column), as: UTF8.self) }

    /// A word of a closed list, stored by its raw value.
    func word<Word: RawRepresentable<String>>(_ column: String, as: Word.Type = Word.self) throws -> Word {
        guard let word = Word(rawValue: try text(column)) else { throw CorruptRow(column: column) }
        return word
    }
}

extension String {
    /// This text as something to compare stored names with. SQLite's text ends at a NUL, so that one with a NUL in it
    /// would equal what stands before; no stored name is empty.
    var comparable: String { utf8.contains(0) ? "" : self }
}
