import ExactJSON
package import VitrineCore

/// The addresses in the body of a publish, go live or cancel: `{"metadata":{"notification-emails":"a@x,b@y"}}`.
///
/// The body may be empty, and every member absent. Source: wire contract, section 4.
package enum NotificationEmails {
    /// Most addresses that one operation takes.
    package static let maximumCount = 50

    /// - Throws: ``Refusal`` with code `badRequest`: not JSON, not an object, a member of a wrong type, something that is
    ///   no address, too many.
    package static func parse(_ body: [UInt8]) throws(Refusal) -> [String] {
        guard body.contains(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return [] }
        let root = try root(of: body)
        guard let metadata = root["metadata"], metadata.kind != .null else { return [] }
        guard metadata.kind == .object else { throw refusal("metadata must be an object.", ["metadata"]) }
        guard let value = metadata["notification-emails"], value.kind != .null else { return [] }
        guard let text = value.string else { throw refusal("notification-emails must be a string.", path) }
        return try addresses(in: text)
    }

    private static let path = ["metadata", "notification-emails"]

    private static func root(of body: [UInt8]) throws(Refusal) -> JSONValue {
        let document: JSONDocument
        do {
            document = try JSONDocument(parsing: body)
        } catch {
            throw Refusal(.badRequest, error.message)
        }
        guard document.root.kind == .object else { throw refusal("The body must be a JSON object.", []) }
        return document.root
    }

    private static func addresses(in text: String) throws(Refusal) -> [String] {
        var addresses: [String] = []
        for part in text.split(whereSeparator: { $0 == "," || $0 == ";" }) {
            let address = trimmed(part)
            guard !address.isEmpty else { continue }
            guard EmailAddress.isValid(address) else {
                throw refusal("'\(address.prefix(100))' is no e-mail address. Separate addresses by commas.", path)
            }
            addresses.append(address)
            guard addresses.count <= maximumCount else {
                throw refusal("At most \(maximumCount) addresses can be notified.", path)
            }
        }
        return addresses
    }

    private static func trimmed(_ part: Substring) -> String {
        var part = part.drop { $0.isWhitespace }
        while part.last?.isWhitespace == true { part.removeLast() }
        return String(part)
    }

    private static func refusal(_ message: String, _ path: [String]) -> Refusal {
        Refusal(.badRequest, message, at: JSONPointer(tokens: path))
    }
}
