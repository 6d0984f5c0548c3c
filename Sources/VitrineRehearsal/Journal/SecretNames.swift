import VitrineCore

/// Names of members, fields and parameters whose values are credentials.
enum SecretNames {
    private static let names: Set = [
        "access_token", "accesstoken", "refresh_token", "id_token", "assertion", "client_assertion", "client_secret",
        "clientsecret", "password", "secret", "sig", "signature", "samlresponse",
    ]

    /// Whether a value of this name is a credential; letter case doesn't count.
    static func contains(_ name: some StringProtocol) -> Bool { names.contains(String(name).asciiFolded) }
}
