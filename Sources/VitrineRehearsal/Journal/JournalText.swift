import ExactJSON
import VitrineCore

/// A journal as a JSON text, in our own form: what ``JournalFile`` reads back without loss.
///
/// In pieces, so that a large journal is never in memory as one text.
package struct JournalText: Sequence, Sendable {
    private let exchanges: [Exchange]
    private let dropped: Int

    /// The text of these exchanges; `dropped` made room before them.
    package init(_ exchanges: [Exchange], dropped: Int = 0) {
        self.exchanges = exchanges
        self.dropped = dropped
    }

    /// The pieces of the text, one for each exchange and one for each end.
    package func makeIterator() -> AnyIterator<[UInt8]> {
        let head = #"{"format":1,"kind":"journal","dropped":\#(dropped),"exchanges":["#
        return pieces(of: exchanges, head: head, tail: "]}\n") { exchange, writer in exchange.write(to: &writer) }
    }

    /// All pieces together.
    package var bytes: [UInt8] { Array(joined()) }
}

/// Texts that begin with `head`, go on with an item after the other and a comma between them, and end with `tail`.
func pieces(
    of exchanges: [Exchange],
    head: String,
    tail: String,
    write: @escaping (Exchange, inout JSONWriter) -> Void
) -> AnyIterator<[UInt8]> {
    var next = -1
    return AnyIterator {
        defer { next += 1 }
        guard next >= 0 else { return Array(head.utf8) }
        guard next < exchanges.count else { return next == exchanges.count ? Array(tail.utf8) : nil }
        var writer = JSONWriter()
        write(exchanges[next], &writer)
        return (next > 0 ? Array(",\n".utf8) : [0x0A]) + writer.bytes
    }
}

extension Exchange {
    /// The exchange as an object of our own form.
    fileprivate func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", id)
        writer.member("time", time.description)
        writer.member("microseconds", microseconds)
        if let caller { writer.member("caller", caller) }
        if let fault { writer.member("fault", fault) }
        if isMadeUp { writer.member("isMadeUp", true) }
        if followsRestore { writer.member("followsRestore", true) }
        writer.name("request")
        writer.beginObject()
        writer.member("method", request.method)
        writer.member("host", request.host)
        writer.member("target", request.target)
        if !request.secrets.isEmpty { writer.member("secrets", request.secrets.map(\.place)) }
        writer.message(request.headers, request.body)
        writer.endObject()
        if let answer {
            writer.name("answer")
            writer.beginObject()
            writer.member("status", Int64(answer.status))
            writer.message(answer.headers, answer.body)
            writer.endObject()
        }
        writer.endObject()
    }
}

extension JSONWriter {
    fileprivate mutating func member(_ name: String, _ texts: [String]) {
        self.name(name)
        beginArray()
        for text in texts { string(text) }
        endArray()
    }

    fileprivate mutating func message(_ headers: [HeaderField], _ body: RecordedBody) {
        name("headers")
        beginArray()
        for field in headers {
            beginArray()
            string(field.name)
            string(field.value)
            endArray()
        }
        endArray()
        name("body")
        beginObject()
        member("size", Int64(body.size))
        if body.isCut { member("isCut", true) }
        if let note = body.note { member("note", note) }
        if let text = body.text { member("text", text) } else { member("base64", Base64.encode(body.bytes)) }
        endObject()
    }
}
