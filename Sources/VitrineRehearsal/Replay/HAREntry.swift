import ExactJSON
import VitrineCore

/// An entry of an HTTP archive: of ours, or of anybody's.
struct HAREntry {
    private let value: JSONValue

    init(_ value: JSONValue) {
        self.value = value
    }

    /// What it tells; its number is 0 where it has none.
    func exchange() throws(JournalFileError) -> Exchange {
        guard let milliseconds = value["time"]?.number, (-1...Double(Exchange.longest) / 1_000).contains(milliseconds)
        else {
            throw JournalFileError("'time' has to be a number of milliseconds.")
        }
        var exchange = Exchange(
            time: try value.requiredTime("startedDateTime"),
            microseconds: Int64((milliseconds * 1_000).rounded()),
            caller: value["_caller"]?.string,
            fault: value["_fault"]?.string,
            isMadeUp: value["_isMadeUp"]?.kind == .true,
            request: try request(try value.requiredObject("request")),
            answer: try answer(try value.requiredObject("response"))
        )
        exchange.followsRestore = value["_followsRestore"]?.kind == .true
        exchange.id = value["_id"]?.int64.map { max(0, $0) } ?? 0
        return exchange
    }

    private func request(_ value: JSONValue) throws(JournalFileError) -> Exchange.Request {
        let (host, target) = try parts(of: try value.requiredText("url"))
        var request = Exchange.Request(
            method: try value.requiredText("method"),
            host: host,
            target: target,
            headers: headers(value),
            body: []
        )
        guard let post = value["postData"] else { return request }
        let isBase64 = post["_encoding"]?.equals("base64") == true
        request.body = try body(post, size: value["bodySize"]?.int64, isBase64: isBase64)
        return request
    }

    private func answer(_ value: JSONValue) throws(JournalFileError) -> Exchange.Answer? {
        // Without an answer it is 0.
        guard value["status"]?.int64 != 0 else { return nil }
        let status = Int(try value.requiredInteger("status", in: 100...999))
        var answer = Exchange.Answer(status: status, headers: headers(value), body: [])
        if let content = value["content"] {
            let isBase64 = content["encoding"]?.equals("base64") == true
            answer.body = try body(content, size: content["size"]?.int64, isBase64: isBase64)
        }
        return answer
    }

    /// Fields that aren't pairs of texts are left out, and those of HTTP/2 that are none.
    private func headers(_ value: JSONValue) -> [HeaderField] {
        (value["headers"].map { Array($0.elements) } ?? []).compactMap { pair in
            guard let name = pair["name"]?.string, let text = pair["value"]?.string, name.first != ":" else {
                return nil
            }
            return HeaderField(name, text)
        }
    }

    private func body(_ value: JSONValue, size: Int64?, isBase64: Bool) throws(JournalFileError) -> RecordedBody {
        let text = value["text"]?.string ?? ""
        guard let bytes = isBase64 ? Base64.decode(text) : Array(text.utf8) else {
            throw JournalFileError("A body that is called base64 is none.")
        }
        let stated = size.map { Int(min($0, Int64(Int32.max))) } ?? bytes.count
        return RecordedBody(
            bytes: bytes,
            size: stated < 0 ? bytes.count : stated,
            isCut: value["_isCut"]?.kind == .true,
            note: value["_isCut"]?.kind == .true ? value["comment"]?.string : nil
        )
    }

    /// Whoever called may have stood in front of the host, with a password: that is left out.
    private func parts(of url: String) throws(JournalFileError) -> (host: String, target: String) {
        guard let scheme = url.firstRange(of: "://") else { throw JournalFileError("'url' has to be a whole URL.") }
        let rest = url[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let host = authority.lastIndex(of: "@").map { authority[$0...].dropFirst() } ?? authority
        let target = rest[authority.endIndex...].prefix { $0 != "#" }
        return (String(host), target.first == "/" ? String(target) : "/" + target)
    }
}

extension JSONValue {
    /// A number with any spelling.
    fileprivate var number: Double? { kind == .number ? Double(String(decoding: text, as: UTF8.self)) : nil }
}
