import ExactJSON
import VitrineCore

/// An exchange in a journal of our own form.
struct JournalEntry {
    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
    }

    func exchange() throws(JournalFileError) -> Exchange {
        var exchange = Exchange(
            time: try value.requiredTime("time"),
            microseconds: try value.requiredInteger("microseconds", in: 0...Exchange.longest),
            caller: value["caller"]?.string,
            fault: value["fault"]?.string,
            isMadeUp: value["isMadeUp"]?.kind == .true,
            request: try request(try value.requiredObject("request")),
            answer: try answer()
        )
        exchange.followsRestore = value["followsRestore"]?.kind == .true
        exchange.id = try value.requiredInteger("id", in: 0...Int64.max)
        return exchange
    }

    private func request(_ value: JSONValue) throws(JournalFileError) -> Exchange.Request {
        var request = Exchange.Request(
            method: try value.requiredText("method"),
            host: try value.requiredText("host"),
            target: try value.requiredText("target"),
            headers: try headers(value),
            body: []
        )
        request.secrets = value["secrets"]?.elements.compactMap { $0.string.map(FoundSecret.init(place:)) } ?? []
        request.body = try body(value)
        return request
    }

    private func answer() throws(JournalFileError) -> Exchange.Answer? {
        guard let value = value["answer"] else { return nil }
        let status = Int(try value.requiredInteger("status", in: 100...999))
        var answer = Exchange.Answer(status: status, headers: try headers(value), body: [])
        answer.body = try body(value)
        return answer
    }

    private func headers(_ value: JSONValue) throws(JournalFileError) -> [HeaderField] {
        var fields: [HeaderField] = []
        for pair in value["headers"].map({ Array($0.elements) }) ?? [] {
            guard let name = pair[0]?.string, let text = pair[1]?.string else {
                throw JournalFileError("'headers' has to be a list of pairs of texts.")
            }
            fields.append(HeaderField(name, text))
        }
        return fields
    }

    private func body(_ value: JSONValue) throws(JournalFileError) -> RecordedBody {
        let body = try value.requiredObject("body")
        let bytes: [UInt8]? =
            body["text"].map { $0.string.map { Array($0.utf8) } } ?? body["base64"]?.string.flatMap(Base64.decode)
        guard let bytes else { throw JournalFileError("'body' needs a 'text' or a 'base64'.") }
        let size = try body.requiredInteger("size", in: 0...Int64(Int32.max))
        return RecordedBody(
            bytes: bytes,
            size: Int(size),
            isCut: body["isCut"]?.kind == .true,
            note: body["note"]?.string
        )
    }
}

extension Exchange {
    /// Longest time that an exchange of a file may have taken, in microseconds: a year.
    static let longest: Int64 = 366 * 86_400_000_000
}
