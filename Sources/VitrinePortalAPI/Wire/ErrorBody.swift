import ExactJSON
package import VitrineCore

/// The error shape: `{"error":{"code","message","target","details":[...]}}`.
///
/// Source: wire contract, section 1, "errors".
package enum ErrorBody {
    /// The body for a refusal; a 401 also carries the top-level `Message` that deployed clients read.
    package static func json(_ refusal: Refusal) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.name("error")
        writer.beginObject()
        writer.member("code", refusal.code.rawValue)
        writer.member("message", refusal.message)
        write(target: refusal.target?.description, to: &writer)
        if !refusal.details.isEmpty { write(refusal.details, to: &writer) }
        writer.endObject()
        if refusal.code == .unauthorized {
            writer.member("Message", refusal.message)
        }
        writer.endObject()
        return writer.bytes
    }

    private static func write(target: String?, to writer: inout JSONWriter) {
        guard let target else { return }
        writer.member("target", target)
    }

    private static func write(_ details: [Refusal.Detail], to writer: inout JSONWriter) {
        writer.name("details")
        writer.beginArray()
        for detail in details {
            writer.beginObject()
            writer.member("code", detail.code)
            writer.member("message", detail.message)
            write(target: detail.target?.description, to: &writer)
            writer.endObject()
        }
        writer.endArray()
    }
}
