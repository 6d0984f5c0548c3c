import VitrineCore

/// The claims that decide whether a token is good, and for whom.
struct PresentedClaims: Decodable, Sendable {
    let issuer: String?
    let audiences: [String]
    let tenant: String?
    let expiresAt: Timestamp
    let notBefore: Timestamp?
    let principal: Principal

    private enum CodingKeys: String, CodingKey {
        case iss, aud, tid, exp, nbf, appid, azp, oid, scp, idtyp
    }

    /// A token without `exp` is refused here: it would be good forever.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        issuer = try container.decodeIfPresent(String.self, forKey: .iss)
        tenant = try container.decodeIfPresent(String.self, forKey: .tid)
        audiences = try container.decodeIfPresent(OneOrMany.self, forKey: .aud)?.values ?? []
        expiresAt = Timestamp(numericDate: try container.decode(Double.self, forKey: .exp))
        notBefore = try container.decodeIfPresent(Double.self, forKey: .nbf).map(Timestamp.init(numericDate:))
        principal = try Self.principal(in: container)
    }

    /// A token with `scp` is delegated: a user acts through an application, whose own roles don't count then.
    private static func principal(in container: KeyedDecodingContainer<CodingKeys>) throws -> Principal {
        let v1 = try container.decodeIfPresent(String.self, forKey: .appid)
        let v2 = try container.decodeIfPresent(String.self, forKey: .azp)
        let object = try container.decodeIfPresent(String.self, forKey: .oid)
        let type = try container.decodeIfPresent(String.self, forKey: .idtyp)
        let isDelegated = container.contains(.scp) || type == "user"
        return Principal(
            application: isDelegated ? nil : (v1 ?? v2).flatMap(nonEmpty),
            object: object.flatMap(nonEmpty)
        )
    }

    private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// A string, or an array of strings.
    private struct OneOrMany: Decodable {
        let values: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                values = [one]
            } else {
                values = try container.decode([String].self)
            }
        }
    }
}

extension Timestamp {
    /// A NumericDate (RFC 7519): seconds since 1970, perhaps with a fraction. Far-off ones become the farthest we have.
    fileprivate init(numericDate seconds: Double) {
        let farthest = Double(Int64.max / Self.ticksPerSecond - 1)
        let bounded = min(max(seconds, -farthest), farthest)
        let whole = bounded.rounded(.down)
        let fraction = (bounded - whole) * Double(Self.ticksPerSecond)
        self.init(ticks: Int64(whole) * Self.ticksPerSecond + Int64(fraction))
    }
}
