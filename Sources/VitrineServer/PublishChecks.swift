import VitrineCore
import VitrinePublishing

/// The checks that the settings ask for.
enum PublishChecks {
    static func configured(_ settings: ServerSettings, by outbound: Outbound) -> [any PublishCheck] {
        var checks: [any PublishCheck] = []
        if let approver = settings.approver { checks.append(ManualApproval(by: approver)) }
        guard !settings.checkURL.isEmpty else { return checks }
        let url = settings.checkURL
        let secret = Array(settings.checkSecret.value.utf8)
        checks.append(
            ExternalCheck { id, body in
                try await outbound.answer(to: body, from: url, as: id, secret: secret)
            }
        )
        return checks
    }
}
