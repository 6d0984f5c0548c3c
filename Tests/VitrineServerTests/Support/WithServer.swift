import Foundation
import Testing

/// Gives `work` a server that runs on a port of its own, and ends it afterwards.
///
/// Few run at a time, because each is a whole process. A test that starts a second server inside `work` must not do so
/// with this: it might wait for itself. See ``Place/run(_:environment:)``.
///
/// - Parameters:
///   - arguments: Flags of `vitrine serve` other than port and data directory.
///   - place: Where its data are; a place of its own unless given.
func withServer<Value>(
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    at place: Place? = nil,
    _ work: (RunningServer) async throws -> Value
) async throws -> Value {
    guard let place else {
        return try await Place.with { place in
            try await withServer(arguments, environment: environment, at: place, work)
        }
    }
    return try await ServerSlots.shared.with {
        let server = try await RunningServer.start(arguments, environment: environment, at: place)
        do {
            let value = try await work(server)
            await server.end()
            return value
        } catch {
            await server.end()
            throw error
        }
    }
}

/// How many servers run at a time.
private actor ServerSlots {
    static let shared = ServerSlots(count: 3)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(count: Int) {
        free = count
    }

    nonisolated func with<Value>(_ work: () async throws -> Value) async throws -> Value {
        await take()
        do {
            let value = try await work()
            await giveBack()
            return value
        } catch {
            await giveBack()
            throw error
        }
    }

    private func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack() {
        guard waiting.isEmpty else {
            waiting.removeFirst().resume()
            return
        }
        free += 1
    }
}
