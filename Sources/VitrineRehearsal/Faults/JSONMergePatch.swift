package import ExactJSON

/// Changes to a JSON document, written as a document: members replace those of the same name, `null` takes them out.
///
/// Source: RFC 7396. Members keep their order, and what isn't touched its text.
package enum JSONMergePatch {
    /// `target` with `patch` applied, compact where it was changed. Both have been parsed, so neither is deeper than the parser
    /// allows.
    package static func applying(_ patch: JSONValue, to target: JSONValue) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: target.text.count + patch.text.count)
        write(patch, over: target, to: &writer)
        return writer.bytes
    }

    private static func write(_ patch: JSONValue, over target: JSONValue?, to writer: inout JSONWriter) {
        guard patch.kind == .object else {
            writer.raw(patch.text)
            return
        }
        var changes = Dictionary(patch.members.map { (Array($0.name.utf8), $0.value) }) { first, _ in first }
        writer.beginObject()
        if let target, target.kind == .object {
            for member in target.members {
                guard let change = changes.removeValue(forKey: Array(member.name.utf8)) else {
                    writer.name(member.name)
                    writer.raw(member.value.text)
                    continue
                }
                guard change.kind != .null else { continue }
                writer.name(member.name)
                write(change, over: member.value, to: &writer)
            }
        }
        for member in patch.members where changes[Array(member.name.utf8)] != nil && member.value.kind != .null {
            writer.name(member.name)
            write(member.value, over: nil, to: &writer)
        }
        writer.endObject()
    }
}
