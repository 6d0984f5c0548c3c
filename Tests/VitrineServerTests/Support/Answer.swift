import ExactJSON
import NIOHTTP1

/// An answer as it came over the wire.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: String

    subscript(header: String) -> String? { headers.first(name: header) }

    /// The error shape's code; `nil` when the body hasn't the error shape.
    var errorCode: String? {
        guard self["content-type"] == "application/json; charset=utf-8",
            let error = try? JSONDocument(parsing: Array(body.utf8)).root["error"],
            error["message"]?.string?.isEmpty == false
        else { return nil }
        return error["code"]?.string
    }

    /// Whether the ids that every answer carries are there.
    var hasIDs: Bool {
        let id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/
        return ["x-ms-request-id", "x-ms-correlation-request-id"].allSatisfy { name in
            (try? id.wholeMatch(in: self[name] ?? "")) != nil
        }
    }

    /// The text at a place of the body, given by member names.
    func text(_ names: String...) throws -> String? {
        var value: JSONValue? = try JSONDocument(parsing: Array(body.utf8)).root
        for name in names { value = value?[name] }
        return value?.string
    }
}
