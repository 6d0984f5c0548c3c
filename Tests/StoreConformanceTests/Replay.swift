import Testing
import VitrineCore
import VitrineTestKit

/// The one order in which the acknowledged writes of an offer can have happened, and every state on the way.
///
/// An offer's times strictly increase, so that they give the order.
struct Replay {
    private(set) var offer: Offer
    private(set) var isDeleted = false

    /// Contents by version number, the draft's included.
    private(set) var contents: [Int64: String] = [:]

    /// Every state, by its newest time.
    private(set) var states: [Timestamp: (offer: Offer, contents: [Int64: String])] = [:]

    /// Checks that each write saw exactly what the one before it wrote, and that nothing frozen was touched.
    init(_ events: [Schedule.Event]) throws {
        let writes = events.filter { !$0.isDeletion }.sorted { $0.after.newestTime < $1.after.newestTime }
        offer = try #require(writes.first).after
        var previous: Offer?
        for event in writes {
            #expect(event.before == previous)
            try apply(event)
            previous = event.after
        }
        let deletions = events.filter(\.isDeletion)
        #expect(deletions.count <= 1)
        if let deletion = deletions.first {
            #expect(deletion.before == offer)
            isDeleted = true
        }
    }

    private mutating func apply(_ event: Schedule.Event) throws {
        let before = event.before
        #expect(event.after.newestTime > before?.newestTime ?? Timestamp(ticks: .min))
        switch event.kind {
        case .draft(let text):
            contents[event.after.draftVersion] = text
            #expect(event.after.draftVersion == before?.draftVersion ?? 1)
        case .frozen:
            let frozen = try #require(before).draftVersion
            #expect(event.after.draftVersion == frozen + 1)
            contents[frozen + 1] = contents[frozen]
        case .row, .deleted:
            #expect(event.after.draftVersion == before?.draftVersion)
        }
        offer = event.after
        states[offer.newestTime] = (offer, contents)
    }
}

extension Schedule.Event {
    var isDeletion: Bool {
        if case .deleted = kind { true } else { false }
    }
}
