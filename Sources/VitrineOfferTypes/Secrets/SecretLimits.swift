/// How much of a definition may be secret. Secrets are sealed and stored one by one, so that they cost more than text.
enum SecretLimits {
    /// Most secret members of one definition, those with a mask, `null` or an empty string among them.
    static let count = 256

    /// Longest name of a secret member that the registry doesn't name.
    static let nameBytes = 128

    /// Longest JSON text of a secret value.
    static let valueBytes = 64 * 1024

    /// Longest id of an array item that holds secrets.
    static let itemIDBytes = 255
}
