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

/// A column: by its name, and, where reads are many, by its position in the statement too, since looking a name up costs
/// more than reading the value.
struct Place: ExpressibleByStringLiteral {
    let name: String
    let position: Int?

    init(stringLiteral name: String) {
        self.name = name
        position = nil
    }

    private init(name: String, position: Int) {
        self.name = name
        self.position = position
    }

    static func at(_ position: Int, _ name: String) -> Place { Place(name: name, position: position) }
}

extension Row {
    func text(_ place: Place) throws -> String {
        guard let text = String.fromDatabaseValue(value(place)) else { throw CorruptRow(column: place.name) }
        return text
    }

    func textIfAny(_ place: Place) -> String? { String.fromDatabaseValue(value(place)) }

    func guid(_ place: Place) throws -> GUID {
        guard let guid = try guidIfAny(place) else { throw CorruptRow(column: place.name) }
        return guid
    }

    func guidIfAny(_ place: Place) throws -> GUID? {
        guard let text = textIfAny(place) else { return nil }
        guard let guid = GUID(text) else { throw CorruptRow(column: place.name) }
        return guid
    }

    func integer(_ place: Place) throws -> Int64 {
        guard let integer = Int64.fromDatabaseValue(value(place)) else { throw CorruptRow(column: place.name) }
        return integer
    }

    func integerIfAny(_ place: Place) -> Int64? { Int64.fromDatabaseValue(value(place)) }

    func timestamp(_ place: Place) throws -> Timestamp {
        let time = Timestamp(ticks: try integer(place))
        guard Timestamp.calendar.contains(time) else { throw CorruptRow(column: place.name) }
        return time
    }

    func bytes(_ place: Place) throws -> [UInt8] {
        guard let bytes = try bytesIfAny(place) else { throw CorruptRow(column: place.name) }
        return bytes
    }

    func bytesIfAny(_ place: Place) throws -> [UInt8]? {
        if let position = place.position {
            return try withUnsafeData(atIndex: position) { data in data.map { [UInt8]($0) } }
        }
        return try withUnsafeData(named: place.name) { data in data.map { [UInt8]($0) } }
    }

    /// Text that may hold any character, stored as its bytes.
    func exactText(_ place: Place) throws -> String { String(decoding: try bytes(place), as: UTF8.self) }

    /// A word of a closed list, stored by its raw value.
    func word<Word: RawRepresentable<String>>(_ place: Place, as: Word.Type = Word.self) throws -> Word {
        guard let word = Word(rawValue: try text(place)) else { throw CorruptRow(column: place.name) }
        return word
    }

    private func value(_ place: Place) -> DatabaseValue {
        guard let position = place.position else { return self[place.name] }
        return self[position]
    }
}

extension String {
    /// This text as something to compare stored names with. SQLite's text ends at a NUL, so that one with a NUL in it
    /// would equal what stands before; no stored name is empty.
    var comparable: String { utf8.contains(0) ? "" : self }
}
