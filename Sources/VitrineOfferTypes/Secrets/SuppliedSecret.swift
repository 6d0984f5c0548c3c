package import ExactJSON
package import VitrineCore

/// What a definition says about one secret. Secrets that it says nothing about stay as they are stored.
package struct SuppliedSecret: Sendable, Equatable {
    package let path: SecretPath

    /// Where the member stands in the definition as it was sent.
    package let pointer: JSONPointer

    package let value: Value

    /// What becomes of the stored secret.
    package enum Value: Sendable, Equatable {
        /// It is this from now on: the exact JSON text of the value, nested values included.
        case set([UInt8])

        /// There is none.
        case clear

        /// It stays: a mask was sent.
        case keep

        /// There is none, here and below.
        case clearBelow
    }
}

extension SuppliedSecret.Value {
    /// Sent in place of a secret, it means "keep". Source: wire contract, section 2.
    private static let mask = "*********"

    /// What a secret member of this value means. Source: wire contract, section 3, "secrets on PUT".
    init(_ value: JSONValue) {
        if value.kind == .null || value.equals("") {
            self = .clear
        } else if value.equals(Self.mask) {
            self = .keep
        } else {
            self = .set(Array(value.text))
        }
    }
}

extension SuppliedSecret.Value: CustomStringConvertible, CustomReflectable {
    /// Never the value, so that a careless `"\(supplied)"` gives nothing away.
    package var description: String {
        switch self {
        case .set: "set(<redacted>)"
        case .clear: "clear"
        case .keep: "keep"
        case .clearBelow: "clearBelow"
        }
    }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
