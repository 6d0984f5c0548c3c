import Foundation
import Testing
import VitrineTestKit

/// Gives `work` a server that runs on a port of its own, and ends it afterwards. Its data are in `place`, a place of its
/// own unless given; `arguments` are flags of `vitrine serve` other than port and data directory.
///
/// Few run at a time, because each is a whole process. A test that starts a second server inside `work` must not do so
/// with this: it might wait for itself. See ``Place/run(_:environment:)``.
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
    return try await Slots.servers.with {
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

/// Gives `work` a server that has a publisher contoso, and a token of its owner. Quicker than the demo, whose secret is
/// hashed slowly.
func withContoso<Value>(
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    at place: Place? = nil,
    _ work: (RunningServer, String) async throws -> Value
) async throws -> Value {
    guard let place else {
        return try await Place.with { place in
            try await withContoso(arguments, environment: environment, at: place, work)
        }
    }
    _ = try await place.output(of: "publisher", "add", "contoso", "--name", "Contoso")
    let token = try await place.token()
    return try await withServer(arguments, environment: environment, at: place) { try await work($0, token) }
}
