/// A service principal of the built-in issuer.
package struct Application: Sendable, Equatable {
    /// What a client sends as `client_id`; the token's `appid`.
    package let clientID: GUID

    /// The token's `oid`.
    package let objectID: GUID

    /// The name that people read.
    package let name: String

    /// The secret, salted and slowly hashed.
    package let secret: SecretHash

    package init(clientID: GUID, objectID: GUID, name: String, secret: SecretHash) {
        self.clientID = clientID
        self.objectID = objectID
        self.name = name
        self.secret = secret
    }
}

/// A salted slow hash with the parameters that made it, as stored.
package struct SecretHash: Sendable, Equatable {
    /// Name and parameters of the function, such as `scrypt:16384:8:1`.
    package let scheme: String
    package let salt: [UInt8]
    package let hash: [UInt8]

    package init(scheme: String, salt: [UInt8], hash: [UInt8]) {
        self.scheme = scheme
        self.salt = salt
        self.hash = hash
    }
}
