import VitrineCore

/// Names of members, fields and parameters whose values are credentials.
enum SecretNames {
    private static let names: Set = [
        "access_token", "accesstoken", "refresh_token", "id_token", "assertion", "client_assertion", "client_secret",
        "clientsecret", "password", "secret", "sig", "signature", "samlresponse",
    ]

    /// Whether a value of this name is a credential; letter case doesn't count, nor do the brackets of one of several.
    static func contains(_ name: some StringProtocol) -> Bool {
        let name = String(name).asciiFolded
        return names.contains(name.hasSuffix("[]") ? String(name.dropLast(2)) : name)
    }

    /// A name without percent-encoding, which may have been put on it more than once.
    static func decoded(_ name: String) -> String {
        var decoded = name
        for _ in 1...3 where decoded.utf8.contains(UInt8(ascii: "%")) {
            decoded = RequestPath.decoded(decoded[...].utf8)
        }
        return decoded
    }
}
