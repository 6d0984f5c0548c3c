import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import VitrineCore

extension Call {
    /// The body of a request that must be JSON.
    ///
    /// - Throws: ``Refusal`` with code `unsupportedMediaType` or `bodyTooLarge`; ``RequestTooSlow``.
    func json() async throws -> [UInt8] {
        guard MediaType.isJSON(headers[.contentType]) else {
            throw Refusal(.unsupportedMediaType, "Send the body as Content-Type: application/json, in UTF-8.")
        }
        return try await body(upTo: limits.bodyBytes)
    }

    /// The body of a request that may be empty; one that isn't must be JSON.
    ///
    /// - Throws: As ``json()``.
    package func optionalJSON() async throws -> [UInt8] {
        let bytes = try await body(upTo: limits.bodyBytes)
        guard bytes.isEmpty || MediaType.isJSON(headers[.contentType]) else {
            throw Refusal(.unsupportedMediaType, "Send the body as Content-Type: application/json, in UTF-8.")
        }
        return bytes
    }

    /// The fields of a form. Of a name that is given twice, the last counts.
    ///
    /// - Throws: ``Refusal`` with code `bodyTooLarge`; ``TokenRefusal`` with code `invalidRequest`.
    func form() async throws -> [String: String] {
        let type = MediaType.essence(headers[.contentType])
        guard type == nil || type == "application/x-www-form-urlencoded" else {
            throw TokenRefusal(.invalidRequest, "Send the body as Content-Type: application/x-www-form-urlencoded.")
        }
        let bytes = try await body(upTo: limits.formBytes)
        guard let fields = FormFields.parse(bytes) else {
            throw TokenRefusal(.invalidRequest, "The form has broken percent-encoding.")
        }
        return fields
    }

    /// The whole body. One that says beforehand that it is too large is not read at all.
    private func body(upTo limit: Int) async throws -> [UInt8] {
        let announced = headers[.contentLength].flatMap(Int.init) ?? 0
        guard announced <= limit else { throw Self.tooLarge(limit) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(announced)
        for try await part in request.body {
            guard bytes.count + part.readableBytes <= limit else { throw Self.tooLarge(limit) }
            part.withUnsafeReadableBytes { bytes.append(contentsOf: $0) }
        }
        guard bytes.count >= announced else {
            throw Refusal(.badRequest, "The body is shorter than its Content-Length says.")
        }
        return bytes
    }

    private static func tooLarge(_ limit: Int) -> Refusal {
        Refusal(.bodyTooLarge, "The body is larger than the limit of \(limit) bytes.")
    }
}

/// A request took longer to arrive than it may.
package struct RequestTooSlow: Error {
    package init() {}
}

/// What `Content-Type` says.
enum MediaType {
    /// Whether `value` is `application/json`, with any parameters but a charset other than UTF-8.
    static func isJSON(_ value: String?) -> Bool {
        // What nearly everybody sends, without a look at each character.
        if value == "application/json" { return true }
        guard essence(value) == "application/json" else { return false }
        let parameters = (value ?? "").split(separator: ";").dropFirst().map {
            $0.filter { $0 != " " && $0 != "\"" }.lowercased()
        }
        return parameters.allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" || $0 == "charset=utf8" }
    }

    /// The type without its parameters, in lower case.
    static func essence(_ value: String?) -> String? {
        value?.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
    }
}
