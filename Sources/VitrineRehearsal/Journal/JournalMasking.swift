/// Takes secrets and tokens out of exchanges, before anything is kept.
package struct JournalMasking: Sendable {
    /// Knows the secrets of offers: gets whose path and body it is, and gives the body without them.
    package typealias MaskBody = @Sendable (_ message: Message, _ body: [UInt8]) -> MaskedBody

    /// What a body belongs to.
    package enum Message: Sendable, Equatable {
        case request(method: String, path: String)
        case answer(path: String)
    }

    /// A body without the secrets of offers, and which there were.
    package struct MaskedBody: Sendable {
        package let bytes: [UInt8]
        package let secrets: [FoundSecret]

        package init(bytes: [UInt8], secrets: [FoundSecret]) {
            self.bytes = bytes
            self.secrets = secrets
        }
    }

    /// What stands in a secret's place; sent back to the server, it means "keep".
    package static let mask = "*********"

    private let maskBody: MaskBody

    /// Masking that knows tokens and credentials by itself, and the secrets of offers by `maskBody`.
    package init(body maskBody: @escaping MaskBody) {
        self.maskBody = maskBody
    }

    /// The exchange as it may be kept.
    func masked(_ exchange: Exchange) -> Exchange {
        var masked = exchange
        let path = exchange.request.target
        masked.request.target = SecretText.masked(path, in: .parameters)
        masked.request.headers = Self.masked(exchange.request.headers)
        let request = Message.request(method: exchange.request.method, path: path)
        let (body, secrets) = self.masked(exchange.request.body, exchange.request.headers, request)
        masked.request.body = body
        // One that was masked before, and comes from a file, has its places already.
        masked.request.secrets += secrets
        masked.answer = exchange.answer.map { self.masked($0, to: path) }
        return masked
    }

    /// An answer as it may be kept.
    package func masked(_ answer: Exchange.Answer, to path: String) -> Exchange.Answer {
        var masked = answer
        masked.headers = Self.masked(answer.headers)
        masked.body = self.masked(answer.body, answer.headers, .answer(path: path)).0
        return masked
    }

    private func masked(
        _ body: RecordedBody,
        _ headers: [HeaderField],
        _ message: Message
    ) -> (RecordedBody, [FoundSecret]) {
        guard !body.bytes.isEmpty else { return (body, []) }
        let kind = BodyKind(body.bytes, type: headers["Content-Type"])
        switch kind {
        case .form: return (body.replacing(SecretForm.masked(body.bytes)), [])
        // Nothing that is called here takes one.
        case .parts: return (body.unreadable, [])
        case .text, .binary: return (body.replacing(SecretText.masked(body.bytes, in: .text)), [])
        case .json:
            // Masked by name first: the server's own knowledge is about offers alone.
            guard let named = SecretMembers.masked(body.bytes) else { return (body.unreadable, []) }
            let offers = maskBody(message, named)
            guard !offers.bytes.isEmpty else { return (body.unreadable, []) }
            return (body.replacing(SecretText.masked(offers.bytes, in: .json)), offers.secrets)
        }
    }
}

extension JournalMasking {
    /// Fields whose values are credentials as a whole.
    private static let secretFields = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-ms-authorization-auxiliary",
        "x-vitrine-signature",
    ]

    private static func masked(_ headers: [HeaderField]) -> [HeaderField] {
        headers.map { field in
            guard secretFields.contains(where: field.isNamed) else {
                return HeaderField(field.name, SecretText.masked(field.value, in: .text))
            }
            return HeaderField(field.name, maskedCredential(field.value))
        }
    }

    /// The scheme stays, since it says what kind of credential it was.
    private static func maskedCredential(_ value: String) -> String {
        let schemes = ["Bearer", "Basic", "Digest", "Negotiate"]
        let scheme = schemes.first { value.lowercased().hasPrefix($0.lowercased() + " ") }
        return scheme.map { "\($0) \(mask)" } ?? mask
    }
}

extension RecordedBody {
    func replacing(_ bytes: [UInt8]) -> RecordedBody {
        RecordedBody(bytes: bytes, size: size, isCut: isCut, note: note)
    }

    /// What can't be read may hold secrets that can't be found.
    fileprivate var unreadable: RecordedBody {
        RecordedBody(
            bytes: [],
            size: size,
            isCut: true,
            note: "Not kept: it can't be read, and may hold secrets that can't be found."
        )
    }
}
