import VitrineCore
import VitrineTestKit

extension Schedule {
    /// One write of a schedule, as some use case would make it.
    struct Write: Sendable {
        enum Act: Sendable, CaseIterable {
            case put, putAgain, freeze, place, status, delete
        }

        private let act: Act
        private let text: String
        private let guid: GUID

        /// Often earlier than the offer's newest: clocks are set back.
        private let time: Timestamp
        private let slot: Slot
        private let status: OfferStatus
        private let number: UInt64

        init(task: Int, act number: Int, using generator: inout SeededGenerator) {
            act = Act.allCases.randomElement(using: &generator) ?? .put
            text = "content \(task).\(number)"
            guid = .random(using: &generator)
            time = .fixture.advanced(byTicks: .random(in: -50...50, using: &generator))
            slot = Bool.random(using: &generator) ? .preview : .production
            status = OfferStatus.allCases.randomElement(using: &generator) ?? .running
            self.number = generator.next()
        }

        /// What was done; `nil` when nothing was to be done.
        func carryOut(on name: OfferName, in store: any OfferStore) async throws -> Event? {
            try await store.change(name) { stored in
                guard let offer = stored?.offer else { return creation(of: name) }
                return try change(of: offer)
            }.1
        }

        private func creation(of name: OfferName) -> (OfferDecision, Event?) {
            guard act == .put || act == .putAgain else { return (.keep, nil) }
            let made = Offer.fixture(name, guid: guid, createdAt: time)
            let event = Event(kind: .draft(text), before: nil, after: made)
            return (.write([.draft(.fixture(text), made)]), event)
        }

        private func change(of offer: Offer) throws -> (OfferDecision, Event?) {
            switch act {
            case .put, .putAgain:
                let next = offer.editingDraft(at: time)
                return (.write([.draft(.fixture(text), next)]), Event(kind: .draft(text), before: offer, after: next))
            case .freeze:
                let next = offer.freezingDraft(at: time)
                return (.write([.freeze(next)]), Event(kind: .frozen, before: offer, after: next))
            case .place:
                guard offer.draftVersion > 1 else { return (.keep, nil) }
                let version = 1 + Int64(number % UInt64(offer.draftVersion - 1))
                let next = try offer.placing(version: version, in: slot, at: time)
                return (.write([.row(next)]), Event(kind: .row, before: offer, after: next))
            case .status:
                let next = offer.settingStatus(status, at: time)
                guard next != offer else { return (.keep, nil) }
                return (.write([.row(next)]), Event(kind: .row, before: offer, after: next))
            case .delete:
                guard !offer.wasPublished else { return (.keep, nil) }
                return (.write([.removal]), Event(kind: .deleted, before: offer, after: offer))
            }
        }
    }
}
