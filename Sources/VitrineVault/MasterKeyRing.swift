import Crypto
import Synchronization
package import VitrineCore

/// The master keys at hand: the first wraps, all of them unwrap.
///
/// When a box was wrapped by a key that isn't known, the keys are read again once from where they came: a rotation by
/// another process is noticed that way.
package final class MasterKeyRing: KeyWrapping {
    private let keys: Mutex<[MasterKey]>
    private let source: @Sendable () throws -> [MasterKey]

    /// A ring of the keys that `source` gives, the current one first.
    ///
    /// - Throws: What `source` throws, or ``MasterKeyError/empty``.
    package init(reading source: @escaping @Sendable () throws -> [MasterKey]) throws {
        self.source = source
        let keys = try source()
        guard !keys.isEmpty else { throw MasterKeyError.empty }
        self.keys = Mutex(keys)
    }

    /// All keys at hand, the current one first.
    var all: [MasterKey] { keys.withLock { $0 } }

    /// The id of the key that wraps.
    package var currentID: String { keys.withLock { $0[0].id } }

    package func wrap(_ secret: [UInt8], context: String) throws -> SealedBox {
        let current = keys.withLock { $0[0] }
        return SealedBox(keyID: current.id, bytes: try Sealing.seal(secret, with: current.key, context: context))
    }

    package func unwrap(_ box: SealedBox, context: String) throws -> [UInt8] {
        guard let key = try key(box.keyID) else { throw KeyUnavailable(keyID: box.keyID) }
        return try Sealing.open(box.bytes, with: key.key, context: context)
    }

    /// Reads the keys again from where they came.
    package func reload() throws {
        let fresh = try source()
        guard !fresh.isEmpty else { throw MasterKeyError.empty }
        keys.withLock { $0 = fresh }
    }

    private func key(_ id: String) throws -> MasterKey? {
        if let known = known(id) { return known }
        try reload()
        return known(id)
    }

    private func known(_ id: String) -> MasterKey? { keys.withLock { $0.first { $0.id == id } } }
}

/// Why master keys can't be used. Messages are for the operator and hold no key.
package enum MasterKeyError: Error, Sendable, Equatable, CustomStringConvertible {
    case empty
    case malformed(line: Int)
    case tooOpen(path: String)
    case missing(path: String)

    package var description: String {
        switch self {
        case .empty: "There is no master key: give at least one, 32 bytes in Base64."
        case .malformed(let line): "Master key \(line) is not 32 bytes in Base64."
        case .tooOpen(let path): "The key file \(path) can be read by others. Make it yours alone: chmod 600."
        case .missing(let path):
            "The store has secrets, but the key file \(path) that opens them is not there. Put it back; no new one was made."
        }
    }
}
