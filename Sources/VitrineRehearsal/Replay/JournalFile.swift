import ExactJSON
import VitrineCore

/// Reads a journal that was written before: in our own form, or as an HTTP archive (HAR 1.2).
package enum JournalFile {
    /// Largest file that is read, in bytes.
    package static let mostBytes = 256 << 20

    /// The exchanges of a file, in its order, each with a number of its own.
    ///
    /// Archives of other programs have no numbers, and two that were put together have some twice: there, each exchange's
    /// number is its place, from 1.
    ///
    /// - Throws: ``JournalFileError``, which says where and what is wrong with it.
    package static func exchanges(in bytes: [UInt8]) throws(JournalFileError) -> [Exchange] {
        numbered(try exchanges(of: try root(of: bytes)))
    }

    private static func numbered(_ exchanges: [Exchange]) -> [Exchange] {
        let numbers = Set(exchanges.map(\.id))
        guard numbers.contains(0) || numbers.count < exchanges.count else { return exchanges }
        return exchanges.enumerated().map { index, exchange in
            var exchange = exchange
            exchange.id = Int64(index) + 1
            return exchange
        }
    }

    private static func exchanges(of root: JSONValue) throws(JournalFileError) -> [Exchange] {
        if root["kind"]?.equals("journal") == true {
            guard root["format"]?.int64 == 1 else { throw JournalFileError("This server reads format 1 of journals.") }
            return try list(root["exchanges"], "exchanges") { (value) throws(JournalFileError) in
                try JournalEntry(value).exchange()
            }
        }
        if let log = root["log"] {
            return try list(log["entries"], "log/entries") { (value) throws(JournalFileError) in
                try HAREntry(value).exchange()
            }
        }
        throw JournalFileError("This is neither a journal (\"kind\":\"journal\") nor an HTTP archive (\"log\").")
    }

    private static func root(of bytes: [UInt8]) throws(JournalFileError) -> JSONValue {
        // Other programs begin their files with a byte order mark.
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        do throws(JSONError) {
            return try JSONDocument(parsing: bytes, limits: JSONLimits(maximumBytes: mostBytes)).root
        } catch {
            throw JournalFileError("This is not JSON: \(error.message)")
        }
    }

    private static func list(
        _ value: JSONValue?,
        _ name: String,
        _ read: (JSONValue) throws(JournalFileError) -> Exchange
    ) throws(JournalFileError) -> [Exchange] {
        guard let value, value.kind == .array else { throw JournalFileError("'\(name)' has to be a list.") }
        var exchanges: [Exchange] = []
        for (index, element) in value.elements.enumerated() {
            do throws(JournalFileError) {
                exchanges.append(try read(element))
            } catch {
                throw JournalFileError("/\(name)/\(index): \(error.reason)")
            }
        }
        return exchanges
    }
}

/// What is wrong with a journal's file.
package struct JournalFileError: Error, Sendable, Equatable, CustomStringConvertible {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }

    package var description: String { reason }
}

extension JSONValue {
    /// The text of a member.
    func requiredText(_ name: String) throws(JournalFileError) -> String {
        guard let text = self[name]?.string else { throw JournalFileError("'\(name)' has to be a text.") }
        return text
    }

    /// The whole number of a member.
    func requiredInteger(_ name: String, in range: ClosedRange<Int64>) throws(JournalFileError) -> Int64 {
        guard let number = self[name]?.int64, range.contains(number) else {
            throw JournalFileError(
                "'\(name)' has to be a whole number from \(range.lowerBound) to \(range.upperBound)."
            )
        }
        return number
    }

    /// The member, an object.
    func requiredObject(_ name: String) throws(JournalFileError) -> JSONValue {
        guard let object = self[name], object.kind == .object else {
            throw JournalFileError("'\(name)' has to be an object.")
        }
        return object
    }

    /// The time of a member.
    func requiredTime(_ name: String) throws(JournalFileError) -> Timestamp {
        guard let time = ArchiveTime.timestamp(try requiredText(name)) else {
            throw JournalFileError("'\(name)' has to be a time, as 2024-05-01T10:00:00.000Z.")
        }
        return time
    }
}
