import Testing
import VitrineCore
import VitrineTestKit

struct OfferChangeTests {
    private struct Stop: Error, Equatable {
        let why: String
    }

    @Test(arguments: Backend.allCases)
    func `a writer sees the offer as it stands, or that there is none`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            #expect(try await store.stored(.fixture()) == nil)
            let content = DraftContent.fixture("content", secrets: [])
            let written = try await store.put(.fixture(), content)
            #expect(try await store.stored(.fixture()) == StoredDraft(offer: written.offer, content: content))
        }
    }

    @Test(arguments: Backend.allCases)
    func `keep writes nothing and gives the draft and the note back`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let (nothing, note) = try await store.change(.fixture()) { _ in (.keep, "kept") }
            #expect(nothing == nil)
            #expect(note == "kept")

            let written = try await store.put(.fixture())
            let mark = try await store.mark()
            let (kept, _) = try await store.change(.fixture()) { _ in (.keep, ()) }
            #expect(kept == written)
            #expect(try await store.mark() == mark)
        }
    }

    @Test(arguments: Backend.allCases)
    func `steps are written in their order, in one transaction`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let (snapshot, _) = try await store.change(.fixture()) { _ in
                let made = Offer.fixture()
                let frozen = made.freezingDraft(at: .fixture)
                let placed = try frozen.placing(version: 1, in: .preview, at: .fixture)
                let edited = placed.editingDraft(at: .fixture)
                return (
                    .write([
                        .draft(.fixture("first"), made), .freeze(frozen), .row(placed),
                        .draft(.fixture("second"), edited),
                    ]), ()
                )
            }
            #expect(snapshot?.version == 2)
            #expect(try await store.found(.fixture()) == snapshot)
            #expect(
                try await store.found(.fixture(), .slot(.preview)).definition
                    == DraftContent.fixture("first").definition
            )
            #expect(try await store.found(.fixture()).definition == DraftContent.fixture("second").definition)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what decide throws is thrown, and nothing has changed`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let written = try await store.put(.fixture())
            let mark = try await store.mark()
            await #expect(throws: Stop(why: "test")) {
                _ = try await store.change(.fixture()) { _ -> (OfferDecision, Void) in throw Stop(why: "test") }
            }
            await #expect(throws: Refusal(.preconditionFailed, "Too late.")) {
                _ = try await store.change(.fixture("new")) { _ -> (OfferDecision, Void) in
                    throw Refusal(.preconditionFailed, "Too late.")
                }
            }
            #expect(try await store.found(.fixture()) == written)
            #expect(try await store.offer(.fixture("new"), .slot(.draft)) == .noOffer)
            #expect(try await store.mark() == mark)
        }
    }

    @Test(arguments: Backend.allCases)
    func `steps that can't be carried out leave nothing behind`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let written = try await store.put(.fixture())
            // A number that goes back.
            await #expect(throws: (any Error).self) {
                _ = try await store.change(.fixture()) { stored in
                    let offer = try #require(stored).offer
                    let ahead = offer.freezingDraft(at: .fixture)
                    return (.write([.freeze(ahead), .draft(.fixture("back"), offer)]), ())
                }
            }
            // An offer that begins without a draft.
            await #expect(throws: (any Error).self) {
                _ = try await store.change(.fixture("new")) { _ in (.write([.row(.fixture(.fixture("new")))]), ()) }
            }
            #expect(try await store.found(.fixture()) == written)
            #expect(try await store.offer(.fixture("new"), .slot(.draft)) == .noOffer)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a change in a namespace that isn't there is refused before it is decided`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let nobody = OfferName.fixture(of: PublisherID(stored: "nobody"))
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await store.change(nobody) { _ -> (OfferDecision, Void) in throw Stop(why: "decided") }
            }
            #expect(refusal?.code == .publisherNotFound)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a change by GUID is a change of that offer`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let guid = try await store.put(.fixture()).offer.guid
            try await store.put(.fixture(guid.description.uppercased()), .fixture("by GUID"))
            #expect(try await store.found(.fixture()).definition == DraftContent.fixture("by GUID").definition)
            #expect(try await store.offers(of: .contoso, type: nil, after: nil, limit: 10).count == 1)
        }
    }
}
