import Foundation
import NIOPosix
import VitrineCore
import VitrineDelivery
import VitrinePublishing

/// The checks that the settings ask for.
enum PublishChecks {
    /// - Throws: ``SettingError`` for a host in `outbound.allowed-hosts` that is none.
    static func configured(_ settings: ServerSettings, clock: any WallClock) throws -> [any PublishCheck] {
        var checks: [any PublishCheck] = []
        if let approver = settings.approver { checks.append(ManualApproval(by: approver)) }
        guard !settings.checkURL.isEmpty else { return checks }
        let client: OutboundClient
        do {
            client = try OutboundClient(
                connector: HTTPConnector(group: MultiThreadedEventLoopGroup.singleton),
                allowedHosts: settings.allowedHosts
            )
        } catch {
            throw SettingError.wrong(
                Settings.allowedHosts.key,
                "each must be a host name or an address, without a port"
            )
        }
        let url = settings.checkURL
        let secret = Array(settings.checkSecret.value.utf8)
        checks.append(
            ExternalCheck { id, body in
                let post = SignedPost(
                    url: url,
                    body: body,
                    contentType: "application/json",
                    secret: secret,
                    id: id.description,
                    timestamp: clock.now().secondsSince1970
                )
                return try await client.send(post).body
            }
        )
        return checks
    }
}
