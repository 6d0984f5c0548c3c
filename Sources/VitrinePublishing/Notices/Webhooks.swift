package import VitrineCore
package import VitrineVault

/// What a publisher's owners do with its webhooks and with what is on its way. Ours: the contract has none of it.
package struct Webhooks: Sendable {
    let outbox: any OutboxStore
    let vault: Vault
    let clock: any WallClock
    let signal: WorkSignal
    let checkURL: URLCheck

    /// Why a URL can't be called from here; `nil` when it can.
    package typealias URLCheck = @Sendable (String) -> String?

    /// Where a webhook's secret is sealed for.
    package static let secretPath = SecretPath("webhook")

    /// Lengths of a secret, in bytes.
    static let secretLengths = 16...256

    /// Largest page of a list of deliveries.
    package static let largestPage = 1_000

    package init(
        outbox: any OutboxStore,
        vault: Vault,
        clock: any WallClock,
        signal: WorkSignal,
        checkURL: @escaping URLCheck
    ) {
        self.outbox = outbox
        self.vault = vault
        self.clock = clock
        self.signal = signal
        self.checkURL = checkURL
    }

    /// The publisher's webhooks, ordered by name.
    package func list(by permit: Permit) async throws -> [Webhook] {
        try await outbox.webhooks(of: permit.publisher)
    }

    /// - Throws: ``Refusal`` with code `webhookNotFound`.
    package func webhook(_ name: WebhookName, by permit: Permit) async throws -> Webhook {
        guard let webhook = try await list(by: permit).first(where: { $0.name == name }) else {
            throw Self.noWebhook(name)
        }
        return webhook
    }

    /// Removes a webhook, and what was on its way to it.
    ///
    /// - Throws: ``Refusal`` with code `webhookNotFound`.
    package func remove(_ name: WebhookName, by permit: Permit) async throws {
        guard try await outbox.removeWebhook(name, of: permit.publisher) else { throw Self.noWebhook(name) }
    }

    static func noWebhook(_ name: WebhookName) -> Refusal {
        Refusal(.webhookNotFound, "The publisher has no webhook '\(name)'.")
    }
}
