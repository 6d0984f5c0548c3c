import VitrineCore
import VitrinePublishing
package import VitrineRehearsal

extension Rehearsal {
    /// Nobody waits for answers any more: what is held back ends, and all that was asked is in the journal.
    package func conclude() async {
        await calls.drain()
    }

    /// What there is to say about the client, with the offers that `expectations` name as they are now.
    package func evidence(for expectations: [Expectation]) async -> RehearsalEvidence {
        var offers: [OfferKey: RehearsedOffer] = [:]
        for name in expectations.compactMap(\.offer) {
            offers[OfferKey(name.publisher, name.offer)] = await offer(name.publisher, name.offer)
        }
        let known = offers
        return RehearsalEvidence(exchanges: journal.exchanges(), dropped: journal.dropped) { publisher, offer in
            known[OfferKey(publisher, offer)]
        }
    }

    /// Decides as the person whom the scenario lets a step ask.
    ///
    /// - Throws: As ``Publishing/decide(_:on:by:)``; `operationNotFound` where nobody can be asked.
    func decide(_ decision: ApprovalDecision, on id: GUID) async throws {
        guard let approver = portal.approver else {
            throw Refusal(.operationNotFound, "No publish waits for an approval: the scenario asks nobody.")
        }
        let permit = try await portal.gate.admit(RehearsalPeople.host, as: .owner, in: approver)
        _ = try await portal.publishing.decide(decision, on: id, by: permit)
    }
}

private struct OfferKey: Hashable {
    let publisher: String
    let offer: String

    init(_ publisher: String, _ offer: String) {
        self.publisher = publisher.asciiFolded
        self.offer = offer.asciiFolded
    }
}
