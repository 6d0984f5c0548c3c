import Testing
import VitrineDelivery

/// A client with a resolver that knows what it is told.
func client(
    _ known: [String: [String]],
    _ connector: StubConnector,
    allowed: [String] = [],
    timeout: Duration = .seconds(10)
) throws(DeliveryFailure) -> OutboundClient {
    try OutboundClient(
        resolver: StubResolver(known),
        connector: connector,
        allowedHosts: allowed,
        timeout: timeout
    )
}

/// What `work` fails with; notes when it doesn't.
func failure(_ work: () async throws -> some Sendable) async -> DeliveryFailure? {
    await #expect(throws: DeliveryFailure.self) { _ = try await work() }
}
