package import Foundation
import Hummingbird
package import HummingbirdTesting
package import Logging
package import VitrineCore
package import VitrinePortalAPI
package import VitrineServer

/// A served portal on a store of its own, with a test clock: the house as it is built, without a socket.
package struct PortalFixture: Sendable {
    package let served: ServedPortal
    package let clock: TestClock
    package let directory: URL
    package let client: any TestClientProtocol

    package static let contoso = PublisherID(stored: "contoso")
    package static let fabrikam = PublisherID(stored: "fabrikam")

    /// Gives `work` a portal with the publishers contoso and fabrikam and no offers.
    ///
    /// `settings` are settings other than the defaults, by key; `migration` is what the publishers' new offers get; `logger` is
    /// where the portal logs, nowhere unless given.
    package static func with<Value: Sendable>(
        settings: [String: String] = [:],
        migration: MigrationStatus = .migrated,
        logger: Logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }),
        _ work: @escaping @Sendable (PortalFixture) async throws -> Value
    ) async throws -> Value {
        try await withTemporaryDirectory { directory in
            // Nobody is called unless a test asks for that.
            let own = ["data.directory": directory.path(percentEncoded: false)]
            let flags = ["artifacts.policy": "keep"].merging(settings) { $1 }.merging(own) { $1 }
            let reader = try await SettingsReader(flags: flags, environment: [:], file: nil)
            let clock = TestClock()
            let installation = try await Installation.open(try ServerSettings(reader), clock: clock)
            for publisher in [contoso, fabrikam] {
                try await installation.access.add(
                    Publisher(id: publisher, name: publisher.text.capitalized, migration: migration)
                )
            }
            let served = try await ServedPortal(installation, issuers: [], logger: logger)
            let application = Application(responder: served.api.responder)
            let value = try await application.test(.router) { client in
                try await work(PortalFixture(served: served, clock: clock, directory: directory, client: client))
            }
            try await installation.close()
            return value
        }
    }

    /// The route table as it is served.
    package static func routes() async throws -> RouteTable {
        try await with { $0.served.api.routes }
    }

    /// A token for `role` in `publisher`.
    package func token(_ role: Role, in publisher: PublisherID = contoso) async throws -> String {
        try await served.installation.token(role: role, in: publisher, lifetime: .seconds(3_600))
    }
}
