import Foundation
import NIOPosix
import VitrineCore
import VitrineDelivery
import VitrinePublishing
import VitrineVault

/// The ways out of the house: posts to addresses that were checked, and mail. Nothing else here calls anybody but the
/// issuers of tokens.
struct Outbound: Sendable {
    let client: OutboundClient
    private let mail: (transport: SMTPTransport, sender: String)?
    private let vault: Vault
    private let clock: any WallClock

    /// - Throws: ``SettingError`` for a host in `outbound.allowed-hosts` that is none, or mail settings that can't be used.
    init(_ settings: ServerSettings, vault: Vault, clock: any WallClock) throws(SettingError) {
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
        mail = try Self.mail(settings.mail)
        self.vault = vault
        self.clock = clock
    }

    /// What the courier sends by.
    var carriers: Carriers { Carriers(post: post, mail: letter) }

    /// Why a webhook with this URL couldn't be called; `nil` when it can, as far as can be told without calling.
    func refusal(of url: String) -> String? { client.refusal(of: url) }

    /// What the service at `url` answers to a body that is signed with `secret`.
    ///
    /// - Throws: `DeliveryFailure`.
    func answer(to body: [UInt8], from url: String, as id: GUID, secret: [UInt8]) async throws -> [UInt8] {
        try await client.send(signed(body, to: url, as: id, secret: secret)).body
    }

    /// A body that is signed with `secret`, as of now.
    private func signed(_ body: [UInt8], to url: String, as id: GUID, secret: [UInt8]) -> SignedPost {
        SignedPost(
            url: url,
            body: body,
            contentType: "application/json",
            secret: secret,
            id: id.description,
            timestamp: clock.now().secondsSince1970
        )
    }

    private static func mail(_ settings: MailSettings?) throws(SettingError) -> (SMTPTransport, String)? {
        guard let settings else { return nil }
        do {
            let smtp = try SMTPSettings(
                url: settings.url,
                user: settings.user.isEmpty ? nil : settings.user,
                password: settings.password.value.isEmpty ? nil : settings.password.value,
                startTLS: settings.startTLS,
                trustedCertificates: settings.trustedCertificates
            )
            return (SMTPTransport(settings: smtp), settings.sender)
        } catch {
            throw SettingError.wrong(Settings.mailURL.key, error.reason)
        }
    }

    @Sendable private func post(_ delivery: Delivery, _ webhook: Webhook) async -> CarrierAnswer {
        let secret: [UInt8]
        do {
            let keys = try await vault.keys(of: webhook.publisher)
            secret = try keys.open(webhook.secret, at: Webhooks.secretPath, of: webhook.guid)
        } catch {
            return .failed("The webhook's secret can't be opened: the key that seals it isn't at hand.")
        }
        do {
            _ = try await client.send(signed(delivery.notice.body, to: webhook.url, as: delivery.id, secret: secret))
            return .arrived
        } catch {
            return CarrierAnswer(error)
        }
    }

    @Sendable private func letter(
        _ delivery: Delivery,
        _ letter: Notice.Letter,
        _ address: String
    ) async -> CarrierAnswer {
        guard let mail else { return .failed("This server has no mail server now.") }
        let host = mail.sender.split(separator: "@").last ?? "localhost"
        let message = Mail(
            from: mail.sender,
            to: [address],
            subject: letter.subject,
            text: letter.text,
            messageID: "\(delivery.id)@\(host)",
            date: Date(timeIntervalSince1970: TimeInterval(delivery.notice.time.secondsSince1970))
        )
        do {
            try await mail.transport.send(message)
            return .arrived
        } catch {
            return CarrierAnswer(error)
        }
    }
}

extension CarrierAnswer {
    fileprivate init(_ failure: DeliveryFailure) {
        switch failure {
        case .permanent(let reason): self = .refused(reason)
        case .temporary(let reason): self = .failed(reason)
        }
    }
}
