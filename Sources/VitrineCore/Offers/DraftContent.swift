package import ExactJSON

/// What a draft holds: the definition without its secrets, and the secrets, sealed.
package struct DraftContent: Sendable, Equatable {
    /// The definition's exact text, as it was sent but for its secrets: the text that reads serve.
    package let definition: [UInt8]

    /// The exact JSON text of `displayText`, for lists; `nil` when the definition has none.
    package let displayText: [UInt8]?

    package let secrets: [SealedSecret]

    package init(definition: [UInt8], displayText: [UInt8]?, secrets: [SealedSecret]) {
        self.definition = definition
        self.displayText = displayText
        self.secrets = secrets
    }
}

/// Where a secret belongs: like a JSON Pointer into the definition, but with array items named by their own id
/// (`plans`, `planId=basic`, ...), so that it stays with its plan whatever the plan's position.
package struct SecretPath: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    // By bytes, as JSON's names and databases compare: two spellings of an accented letter are two paths.
    package static func == (left: SecretPath, right: SecretPath) -> Bool {
        left.description.utf8.elementsEqual(right.description.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in description.utf8 { hasher.combine(byte) }
    }

    /// Whether this is the path of something inside of what `other` is the path of.
    package func isBelow(_ other: SecretPath) -> Bool {
        description.utf8.starts(with: (other.description + "/").utf8)
    }
}

/// A secret's value, encrypted.
package struct SealedSecret: Sendable, Equatable {
    package let path: SecretPath

    /// Where the member would stand in the definition as it is now; `nil` while the plan it belongs to is not there.
    package let pointer: JSONPointer?

    package let value: SealedBox

    package init(path: SecretPath, pointer: JSONPointer?, value: SealedBox) {
        self.path = path
        self.pointer = pointer
        self.value = value
    }
}

extension OfferSnapshot {
    /// The places in the definition of the secrets that are set; `nil` where ``secretFields`` was too long to name them all.
    package var secretPlaces: [JSONPointer]? {
        guard !secretFields.hasSuffix("...") else { return nil }
        return secretFields.split(separator: ",").compactMap { part in
            let pointer = JSONPointer(percentEncoded: String(part.drop { $0 == " " }))
            return pointer.map { JSONPointer(tokens: Array($0.tokens.dropFirst())) }
        }
    }
}

extension DraftContent {
    /// Longest list of secret fields that is served in a header, in bytes; a longer one ends in `...`.
    package static let maximumSecretFieldsLength = 8_192

    /// The pointers of the secrets that are set, into the representation (`/definition/...`), percent-encoded and
    /// separated by a comma and a space, ordered by text.
    ///
    /// Source: wire contract, section 2 (`x-secret-fields-set`).
    package var secretFields: String {
        let pointers = secrets.compactMap { $0.pointer }.map { "/definition" + $0.percentEncoded }.sorted()
        let whole = pointers.joined(separator: ", ")
        guard whole.utf8.count > Self.maximumSecretFieldsLength else { return whole }
        let end = "..."
        var list = ""
        for pointer in pointers {
            guard list.utf8.count + pointer.utf8.count + 2 + end.utf8.count <= Self.maximumSecretFieldsLength else {
                break
            }
            list += pointer + ", "
        }
        return list + end
    }
}
