import Foundation
import JWTKit
import VitrineCore
import VitrineText

/// A token as it was presented: taken apart, and nothing of it believed yet.
struct PresentedToken: Sendable {
    /// Longer texts are not looked at.
    static let maximumLength = 16 * 1024

    let algorithm: SigningAlgorithm
    let kid: String?
    let claims: PresentedClaims

    /// What the signature is made over.
    let message: [UInt8]
    let signature: [UInt8]

    /// - Throws: ``TokenRejection`` with `malformed`, also for algorithms that aren't served and for headers that demand
    ///   extensions (`crit`).
    init(_ text: String) throws(TokenRejection) {
        guard text.utf8.count <= Self.maximumLength else { throw .malformed }
        let bytes = Array(text.utf8)
        guard let parts = try? DefaultJWTParser().getTokenParts(bytes) else { throw .malformed }
        let header: Header = try Self.decode(parts.header)
        guard let algorithm = SigningAlgorithm(rawValue: header.alg), !header.hasCriticalExtensions else {
            throw .malformed
        }
        guard let signature = Base64URL.decode(parts.signature) else { throw .malformed }
        self.algorithm = algorithm
        self.signature = signature
        kid = header.kid
        claims = try Self.decode(parts.payload)
        // The parts are slices of the whole: header, point and payload are what comes before the payload's end.
        message = Array(bytes[..<parts.payload.endIndex])
    }

    private static func decode<Part: Decodable>(_ encoded: ArraySlice<UInt8>) throws(TokenRejection) -> Part {
        guard let json = Base64URL.decode(encoded) else { throw .malformed }
        guard let part = try? JSONDecoder().decode(Part.self, from: Data(json)) else { throw .malformed }
        return part
    }

    private struct Header: Decodable {
        let alg: String
        let kid: String?
        let hasCriticalExtensions: Bool

        enum CodingKeys: String, CodingKey {
            case alg, kid, crit
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            alg = try container.decode(String.self, forKey: .alg)
            kid = try container.decodeIfPresent(String.self, forKey: .kid)
            hasCriticalExtensions = container.contains(.crit)
        }
    }
}
