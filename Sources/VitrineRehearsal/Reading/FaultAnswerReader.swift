/// Reads an answer that stands in for the server's.
struct FaultAnswerReader {
    /// Header fields that frame the message: the server writes them itself.
    private static let framing = ["connection", "content-length", "keep-alive", "transfer-encoding", "upgrade"]

    func answer(_ spot: ScenarioSpot) -> FaultAnswer? {
        guard spot.expect(.answer) else { return nil }
        let status = spot.required("status").flatMap { $0.integer(in: 200...599) }
        let code = spot["code"].flatMap { $0.text(atMost: 200) }
        let message = spot["message"].flatMap { $0.text() }
        let headers = spot["headers"].map(headers) ?? []
        if let body = spot["body"], spot["code"] != nil || spot["message"] != nil {
            body.complain("'body' and 'code' or 'message' contradict each other: the body is written from these.")
        }
        guard let status else { return nil }
        if status == 204 || status == 304, let body = spot["code"] ?? spot["message"] ?? spot["body"], !isEmpty(body) {
            body.complain("An answer with the status \(status) has no body.")
        }
        if let body = spot["body"] { return literal(body, status: status, headers: headers) }
        return .wire(status: status, code: code, message: message, headers: headers)
    }

    private func isEmpty(_ spot: ScenarioSpot) -> Bool {
        if case .text("") = spot.value.kind { true } else { false }
    }

    /// A text is sent as it is; a mapping or a list as JSON.
    private func literal(_ spot: ScenarioSpot, status: Int, headers: [HeaderField]) -> FaultAnswer? {
        switch spot.value.kind {
        case .mapping, .sequence:
            return .literal(status: status, body: spot.value.json, isJSON: true, headers: headers)
        case .text(let text):
            return .literal(status: status, body: Array(text.utf8), isJSON: false, headers: headers)
        case .number, .bool, .null:
            spot.complain("Write a text, which is sent as it is, or a mapping or a list, which is sent as JSON.")
            return nil
        }
    }

    private func headers(_ spot: ScenarioSpot) -> [HeaderField] {
        spot.namedEntries().compactMap { entry, value in
            guard isToken(entry.name) else {
                spot.complainAboutKey(entry, "This can't be the name of a header.")
                return nil
            }
            guard !Self.framing.contains(entry.name.lowercased()) else {
                spot.complainAboutKey(
                    entry,
                    "The server writes '\(entry.name)' itself. To break an answer, use 'truncate' or 'dropConnection'."
                )
                return nil
            }
            return text(value).map { HeaderField(entry.name, $0) }
        }
    }

    private func text(_ spot: ScenarioSpot) -> String? {
        if case .number(let text) = spot.value.kind { return text }
        guard let text = spot.text() else { return nil }
        guard text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            spot.complain("A header's value has printable ASCII characters only.")
            return nil
        }
        return text
    }

    /// Source: RFC 9110, section 5.6.2.
    private func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                let character = Character(Unicode.Scalar(byte))
                return byte < 0x80
                    && (character.isLetter || character.isNumber || "!#$%&'*+-.^_`|~".contains(character))
            }
    }
}
