/// One setting: where it is written, what it may be, and what it is for. The one list that flags, environment, file and
/// `docs/configuration.md` are made from.
package struct Setting: Sendable {
    /// Its key in a settings file, such as `server.port`.
    package let key: String
    package let value: Value
    package let meaning: String

    /// What kind of value it takes, and its default.
    package enum Value: Sendable {
        case text(default: String)
        case secret
        case word(of: [String], default: String)

        /// A whole number from a range.
        case number(ClosedRange<Int>, default: Int)

        /// Texts, separated by commas in the environment.
        case list(default: [String])
    }

    /// Its name in the environment: `VITRINE_SERVER_PORT`.
    package var environmentName: String {
        "VITRINE_" + key.uppercased().map { $0 == "." || $0 == "-" ? "_" : String($0) }.joined()
    }

    package var isSecret: Bool {
        guard case .secret = value else { return false }
        return true
    }
}
