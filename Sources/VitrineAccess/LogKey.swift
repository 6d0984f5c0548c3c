/// Names of the facts in this room's log lines.
enum LogKey {
    static let issuer = "issuer.url"
    static let keyCount = "issuer.key_count"
    static let reason = "error.reason"
}
