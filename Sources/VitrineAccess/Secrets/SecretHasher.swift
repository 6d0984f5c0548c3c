import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Synchronization
package import VitrineCore
import VitrineText

/// Hashes the secrets of applications, slowly and salted.
///
/// Hashing happens on a queue of its own, one at a time: it never holds a thread that requests are served on, and never
/// takes more than one core or the memory of one hash.
package final class SecretHasher: Sendable {
    /// Too many are waiting in line already. It passes within seconds.
    package struct Busy: Error {}

    /// A stored hash was made by a function that isn't known here. A fault: the store is newer than the code, or damaged.
    package struct UnknownScheme: Error, Equatable {
        package let scheme: String

        package init(scheme: String) {
            self.scheme = scheme
        }
    }

    private static let saltLength = 16
    private static let hashLength = 32

    private let cost: ScryptCost
    private let maximumWaiting: Int
    private let queue = DispatchQueue(label: "vitrine.secret-hasher")
    private let waiting = Mutex(0)

    package init(cost: ScryptCost = .standard, maximumWaiting: Int = 256) {
        self.cost = cost
        self.maximumWaiting = maximumWaiting
    }

    /// A new random secret for an application: 43 url-safe characters, 256 bits.
    package static func newSecret() -> String { Base64URL.encode(randomBytes(32)) }

    /// Hashes a secret, which must not be empty, with a new salt.
    package func hash(_ secret: String) async throws -> SecretHash {
        try await inLine { [cost] in
            let salt = Self.randomBytes(Self.saltLength)
            let key = try Self.derive(secret, salt: salt, length: Self.hashLength, cost: cost)
            return SecretHash(scheme: cost.scheme, salt: salt, hash: key.withUnsafeBytes { Array($0) })
        }
    }

    /// Runs `work` when its turn comes: what must not overlap with other hashing belongs in it.
    ///
    /// - Throws: ``Busy``, and what `work` throws.
    func inLine<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try join()
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    /// Whether `secret` is the one that `stored` was made of. To be called in line.
    ///
    /// Without a stored hash the same work is done for a "no", so that the time doesn't tell whether there was one.
    func matches(_ secret: String, _ stored: SecretHash?) throws -> Bool {
        guard let stored else {
            _ = try Self.derive(secret, salt: Self.randomBytes(Self.saltLength), length: Self.hashLength, cost: cost)
            return false
        }
        guard let cost = ScryptCost(scheme: stored.scheme), !stored.salt.isEmpty, stored.hash.count >= 16 else {
            throw UnknownScheme(scheme: stored.scheme)
        }
        let key = try Self.derive(secret, salt: stored.salt, length: stored.hash.count, cost: cost)
        // Symmetric keys are compared in constant time.
        return key == SymmetricKey(data: stored.hash)
    }

    private func join() throws(Busy) {
        let hasRoom = waiting.withLock { count in
            guard count < maximumWaiting else { return false }
            count += 1
            return true
        }
        guard hasRoom else { throw Busy() }
    }

    private static func derive(
        _ secret: String,
        salt: [UInt8],
        length: Int,
        cost: ScryptCost
    ) throws -> SymmetricKey {
        // The library can't take empty input; no application has an empty secret.
        let password = secret.isEmpty ? [0] : Array(secret.utf8)
        return try KDF.Scrypt.deriveKey(
            from: password,
            salt: salt,
            outputByteCount: length,
            rounds: cost.rounds,
            blockSize: cost.blockSize,
            parallelism: cost.parallelism
        )
    }

    private static func randomBytes(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
