import JWTKit
import VitrineCore

/// The claims of a token of the built-in issuer, named and shaped as in an application's token of Azure AD.
struct IssuedClaims: JWTPayload {
    let aud: String
    let iss: String
    let iat: Int64
    let nbf: Int64
    let exp: Int64
    let appid: String?
    let azp: String?
    let idtyp: String
    let oid: String
    let sub: String
    let tid: String
    let ver: String
    let jti: String

    init(_ identity: ApplicationIdentity, _ order: TokenOrder, from start: Int64, to end: Int64) {
        let clientID = identity.clientID.description
        aud = order.audience
        iat = start
        nbf = start
        exp = end
        idtyp = "app"
        oid = identity.objectID.description
        sub = identity.objectID.description
        tid = order.tenant
        jti = GUID.random().description
        switch order.version {
        case .v1:
            iss = "\(order.issuerURL)/\(order.tenant)/"
            appid = clientID
            azp = nil
            ver = "1.0"
        case .v2:
            iss = "\(order.issuerURL)/\(order.tenant)/v2.0"
            appid = nil
            azp = clientID
            ver = "2.0"
        }
    }

    /// Nothing: claims of this type are only ever signed. Presented ones are checked by ``BearerTokens``.
    func verify(using algorithm: some JWTAlgorithm) {}
}

/// Who a token is for.
struct ApplicationIdentity: Sendable {
    let clientID: GUID
    let objectID: GUID
}

/// What a token is for, and by whom it says it was issued.
struct TokenOrder: Sendable {
    let version: TokenRequest.Version
    let audience: String
    let tenant: String
    let issuerURL: String
}
