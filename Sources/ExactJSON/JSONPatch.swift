/// Changes that make one JSON document into another, one after the other.
///
/// Source: RFC 6902, of which `move`, `copy` and `test` are left out: a difference needs none of them.
package struct JSONPatch: Sendable, Equatable {
    /// One change to the document as the operations before it have left it: indices count what stands there by then.
    package enum Operation: Sendable, Equatable {
        /// Puts a new member into an object, or an item into an array *before* the one that has this index.
        ///
        /// The value is a valid JSON text, as all values here; it is *not* checked until the patch is applied.
        case add(path: JSONPointer, value: [UInt8])

        case remove(path: JSONPointer)

        case replace(path: JSONPointer, value: [UInt8])

        package var path: JSONPointer {
            switch self {
            case .add(let path, value: _), .remove(let path), .replace(let path, value: _): path
            }
        }
    }

    package let operations: [Operation]

    package init(operations: [Operation]) {
        self.operations = operations
    }

    /// Where the operations are, in their order, each path once.
    ///
    /// An index is that of its operation's turn, not that of the old or the new document: of two neighbours removed, both
    /// have the index of the first.
    package var changedPaths: [JSONPointer] {
        var seen: Set<JSONPointer> = []
        return operations.map(\.path).filter { seen.insert($0).inserted }
    }

    /// The patch as an `application/json-patch+json` text, without white space but that inside values.
    package var json: [UInt8] {
        var writer = JSONWriter()
        writer.beginArray()
        for operation in operations { writer.write(operation) }
        writer.endArray()
        return writer.bytes
    }
}

extension JSONWriter {
    fileprivate mutating func write(_ operation: JSONPatch.Operation) {
        switch operation {
        case .add(let path, let value): write("add", path, value: value)
        case .remove(let path): write("remove", path, value: nil)
        case .replace(let path, let value): write("replace", path, value: value)
        }
    }

    private mutating func write(_ operation: String, _ path: JSONPointer, value: [UInt8]?) {
        beginObject()
        name("op")
        string(operation)
        name("path")
        string(path.description)
        if let value {
            name("value")
            raw(value)
        }
        endObject()
    }
}
