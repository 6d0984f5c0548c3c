import Foundation
import Synchronization
import VitrineAccess

/// Answers in place of an issuer's web server, and counts.
final class StubFetcher: KeyFetcher {
    struct Unreachable: Error {}

    private struct State {
        var answers: [String: [UInt8]] = [:]
        var asked: [String] = []
        var held = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// The addresses that were fetched, in order.
    var asked: [String] { state.withLock(\.asked) }

    /// Puts an issuer's two documents up.
    func serve(_ issuer: String, keys: [Claims], as name: String? = nil, keysAt keysURL: String? = nil) throws {
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let keysURL = keysURL ?? base + "/keys"
        let document: Claims = ["issuer": .text(name ?? issuer), "jwks_uri": .text(keysURL)]
        let discovery = try Array(json(document))
        let set = try Array(json(["keys": keys]))
        state.withLock {
            $0.answers[base + "/.well-known/openid-configuration"] = discovery
            $0.answers[keysURL] = set
        }
    }

    /// From now on nothing is there.
    func goAway() {
        state.withLock { $0.answers = [:] }
    }

    /// Fetches wait until ``release()``.
    func hold() {
        state.withLock { $0.held = true }
    }

    func release() {
        let waiting = state.withLock { state in
            state.held = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    func fetch(_ url: String) async throws -> [UInt8] {
        await withCheckedContinuation { continuation in
            let goesOn = state.withLock { state in
                state.asked.append(url)
                if state.held { state.waiting.append(continuation) }
                return !state.held
            }
            if goesOn { continuation.resume() }
        }
        guard let answer = state.withLock({ $0.answers[url] }) else { throw Unreachable() }
        return answer
    }
}
