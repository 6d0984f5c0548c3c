import VitrineCore
import VitrineOfferTypes
import VitrineVault

/// What becomes of an offer's secrets when a PUT supplies some, clears some and is silent about the rest.
///
/// Present with a value sets, absent keeps, `null` or `""` clears, the mask keeps; a secret belongs to its plan id, so
/// one whose plan isn't there now stays and comes back with the plan. Source: wire contract, section 3.
struct SecretMerge {
    /// Most secrets that one offer has, those of absent plans included.
    static let maximumCount = 1_024

    private let keys: PublisherKeys
    private let offer: GUID
    private let stored: [SecretPath: SealedSecret]
    private var secrets: [SecretPath: SealedSecret]

    /// Whether, all in all, anything is set, replaced or cleared.
    var hasChanges: Bool { secrets != stored }

    /// The places of the secrets that are set, replaced or cleared, ordered.
    var changedPaths: [SecretPath] {
        Set(secrets.keys).union(stored.keys).filter { secrets[$0] != stored[$0] }
            .sorted { $0.description < $1.description }
    }

    init(stored: [SealedSecret], of offer: GUID, keys: PublisherKeys) {
        self.keys = keys
        self.offer = offer
        self.stored = Dictionary(stored.map { ($0.path, $0) }, uniquingKeysWith: { _, last in last })
        secrets = self.stored
    }

    /// Applies what was supplied, in its order.
    ///
    /// A value that equals the stored one changes nothing, so that sending a secret again leaves the entity tag alone.
    mutating func apply(_ supplied: [SuppliedSecret]) throws {
        for secret in supplied {
            switch secret.value {
            case .keep: continue
            case .clear: secrets[secret.path] = nil
            case .clearBelow: removeBelow(secret.path)
            case .set(let value): try set(value, at: secret.path)
            }
        }
    }

    /// The secrets as they stand now, ordered by path, with their places in `definition`.
    func result(in definition: SplitDefinition) throws(Refusal) -> [SealedSecret] {
        guard secrets.count <= Self.maximumCount else {
            throw Refusal(.badRequest, "The offer would have more than \(Self.maximumCount) secrets.")
        }
        return secrets.values
            .map { SealedSecret(path: $0.path, pointer: definition.pointer(of: $0.path), value: $0.value) }
            .sorted { $0.path.description < $1.path.description }
    }

    private mutating func set(_ value: [UInt8], at path: SecretPath) throws {
        if let old = stored[path], try keys.open(old.value, at: path, of: offer) == value {
            secrets[path] = old
            return
        }
        let box = try keys.seal(value, at: path, of: offer)
        secrets[path] = SealedSecret(path: path, pointer: nil, value: box)
    }

    private mutating func removeBelow(_ path: SecretPath) {
        secrets = secrets.filter { $0.key != path && !$0.key.isBelow(path) }
    }
}
