import ExactJSON
import VitrineCore

/// A journal as an HTTP archive (HAR 1.2), which browsers' tools and others open.
///
/// In pieces, so that a large journal is never in memory as one text.
package struct HARText: Sequence, Sendable {
    private let exchanges: [Exchange]
    private let version: String

    /// The archive of these exchanges, made by a server of that version.
    package init(_ exchanges: [Exchange], serverVersion version: String) {
        self.exchanges = exchanges
        self.version = version
    }

    /// The pieces of the text, one for each exchange and one for each end.
    package func makeIterator() -> AnyIterator<[UInt8]> {
        var creator = JSONWriter()
        creator.beginObject()
        creator.member("name", "Vitrine")
        creator.member("version", version)
        creator.endObject()
        let head = #"{"log":{"version":"1.2","creator":\#(String(decoding: creator.bytes, as: UTF8.self)),"entries":["#
        return pieces(of: exchanges, head: head, tail: "]}}\n") { exchange, writer in exchange.writeEntry(to: &writer) }
    }

    /// All pieces together.
    package var bytes: [UInt8] { Array(joined()) }
}

extension Exchange {
    fileprivate func writeEntry(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("startedDateTime", time.description)
        writer.milliseconds("time", microseconds)
        writer.name("request")
        writeRequest(to: &writer)
        writer.name("response")
        writeResponse(to: &writer)
        writer.name("cache")
        writer.beginObject()
        writer.endObject()
        writer.name("timings")
        writer.beginObject()
        writer.member("send", 0)
        writer.milliseconds("wait", microseconds)
        writer.member("receive", 0)
        writer.endObject()
        writer.member("_id", id)
        if let caller { writer.member("_caller", caller) }
        if let fault { writer.member("_fault", fault) }
        if isMadeUp { writer.member("_isMadeUp", true) }
        if followsRestore { writer.member("_followsRestore", true) }
        writer.endObject()
    }

    private func writeRequest(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("method", request.method)
        writer.member("url", "https://\(request.host)\(request.target)")
        writer.common(headers: request.headers)
        writer.pairs("queryString", HARText.query(of: request.target))
        if !request.body.bytes.isEmpty || request.body.isCut {
            writer.name("postData")
            writer.beginObject()
            writer.member("mimeType", request.headers["Content-Type"] ?? "application/octet-stream")
            writer.member("text", request.body.text ?? Base64.encode(request.body.bytes))
            if request.body.text == nil { writer.member("_encoding", "base64") }
            writer.comment(request.body)
            writer.endObject()
        }
        writer.member("headersSize", -1)
        writer.member("bodySize", Int64(request.body.size))
        writer.endObject()
    }

    /// Without an answer the status is 0, as browsers write it.
    private func writeResponse(to writer: inout JSONWriter) {
        let body = answer?.body ?? RecordedBody([])
        writer.beginObject()
        writer.member("status", Int64(answer?.status ?? 0))
        writer.member("statusText", answer.map { StatusText.text(of: $0.status) } ?? "")
        writer.common(headers: answer?.headers ?? [])
        writer.name("content")
        writer.beginObject()
        writer.member("size", Int64(body.size))
        writer.member("mimeType", answer?.headers["Content-Type"] ?? "")
        writer.member("text", body.text ?? Base64.encode(body.bytes))
        if body.text == nil { writer.member("encoding", "base64") }
        writer.comment(body)
        writer.endObject()
        writer.member("redirectURL", answer.flatMap { 300..<400 ~= $0.status ? $0.headers["Location"] : nil } ?? "")
        writer.member("headersSize", -1)
        writer.member("bodySize", answer == nil ? -1 : Int64(body.size))
        if answer == nil { writer.member("_error", "The connection was closed without an answer.") }
        writer.endObject()
    }
}

extension HARText {
    /// Names and values of a query as they came, not decoded.
    fileprivate static func query(of target: String) -> [HeaderField] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").map { part in
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return HeaderField(String(sides[0]), sides.count > 1 ? String(sides[1]) : "")
        }
    }
}

extension JSONWriter {
    /// A member with a number of milliseconds, to three digits.
    fileprivate mutating func milliseconds(_ name: String, _ microseconds: Int64) {
        self.name(name)
        let digits = String(1_000 + microseconds % 1_000).dropFirst()
        raw(Array("\(microseconds / 1_000).\(digits)".utf8))
    }

    /// What requests and responses have alike. Cookies are masked as a whole, so there is none to list.
    fileprivate mutating func common(headers: [HeaderField]) {
        member("httpVersion", "HTTP/1.1")
        pairs("cookies", [])
        pairs("headers", headers)
    }

    fileprivate mutating func pairs(_ name: String, _ pairs: [HeaderField]) {
        self.name(name)
        beginArray()
        for pair in pairs {
            beginObject()
            member("name", pair.name)
            member("value", pair.value)
            endObject()
        }
        endArray()
    }

    fileprivate mutating func comment(_ body: RecordedBody) {
        if body.isCut { member("_isCut", true) }
        if let note = body.note { member("comment", note) }
    }
}
