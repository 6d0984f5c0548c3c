import ExactJSON
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing
import VitrineCore
import VitrinePortalAPI

/// An answer as tests read it.
struct Answer: Sendable {
    let status: Int
    let headers: HTTPFields
    let body: [UInt8]

    init(_ response: TestResponse) {
        status = response.status.code
        headers = response.headers
        body = Array(response.body.readableBytesView)
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    var json: JSONValue {
        get throws { try JSONDocument(parsing: body, limits: JSONLimits(maximumBytes: .max)).root }
    }

    /// The text of a member of the answer, exactly as it was served.
    func member(_ name: String) throws -> String? {
        try json[name].map { String(decoding: $0.text, as: UTF8.self) }
    }

    var definition: String? { get throws { try member("definition") } }

    /// `error.code`
    var code: String? { get throws { try json["error"]?["code"]?.string } }

    /// `error.message`
    var message: String? { get throws { try json["error"]?["message"]?.string } }

    /// `error.target`
    var target: String? { get throws { try json["error"]?["target"]?.string } }

    var eTag: String? { headers[.eTag] }

    /// Where the secrets are that are set.
    var secretFields: [String] { headers[.secretFieldsSet]?.split(separator: ", ").map(String.init) ?? [] }

    /// The headers that two answers to the same question share.
    var stableHeaders: HTTPFields {
        var headers = headers
        for name in [HTTPField.Name.correlationRequestID, .requestID, .date] { headers[name] = nil }
        return headers
    }
}

/// Expects a refusal of this code, with the code's status, in the error shape.
func expect(
    _ answer: Answer,
    refused code: Refusal.Code,
    _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    #expect(answer.status == code.status.code, comment, sourceLocation: sourceLocation)
    #expect(answer.headers[.contentType] == "application/json; charset=utf-8", comment, sourceLocation: sourceLocation)
    #expect(try answer.code == code.rawValue, comment, sourceLocation: sourceLocation)
    #expect(try answer.message?.isEmpty == false, comment, sourceLocation: sourceLocation)
}
