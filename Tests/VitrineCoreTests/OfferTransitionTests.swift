import Testing
import VitrineCore
import VitrineTestKit

struct OfferTransitionTests {
    private let later = Timestamp.fixture.advanced(bySeconds: 60)

    @Test func `a new offer is a draft that was never published`() {
        let offer = Offer.fixture()
        #expect(offer.status == .neverPublished)
        #expect(!offer.wasPublished)
        #expect(offer.version(in: .draft) == 1)
        #expect(offer.version(in: .preview) == nil)
        #expect(offer.version(in: .production) == nil)
        #expect(offer.draftTag == EntityTag(.fixture))
    }

    @Test func `an edit changes the draft's times and nothing else`() {
        let offer = Offer.fixture()
        let edited = offer.editingDraft(at: later)
        #expect(edited.draftContentTime == later)
        #expect(edited.draftChangedTime == later)
        #expect(edited.newestTime == later)
        #expect(edited.statusTime == offer.statusTime)
        #expect(edited.draftVersion == 1)
        #expect(edited.guid == offer.guid)
        #expect(!edited.wasPublished)
    }

    @Test func `a freeze gives the draft the next number and keeps an editor's If-Match`() throws {
        let offer = Offer.fixture()
        let editorsTag = offer.draftTag
        let frozen = offer.freezingDraft(at: later)
        #expect(frozen.draftVersion == 2)
        #expect(frozen.wasPublished)
        #expect(frozen.draftTag != editorsTag)
        #expect(frozen.draftIsUnchanged(since: editorsTag))
        try WritePrecondition(ifMatch: .tags([editorsTag])).checkReplacing(frozen, requiringIfMatch: true)
    }

    @Test func `what a publish does meanwhile leaves an editor's tag good, an edit doesn't`() throws {
        var offer = Offer.fixture().editingDraft(at: later)
        let editorsTag = offer.draftTag
        offer = offer.freezingDraft(at: later).settingStatus(.running, at: later)
        offer = try offer.placing(version: 1, in: .preview, at: later)
        #expect(offer.draftIsUnchanged(since: editorsTag))
        #expect(!offer.editingDraft(at: later).draftIsUnchanged(since: editorsTag))
    }

    @Test func `only frozen versions stand in preview and production`() throws {
        let offer = Offer.fixture().freezingDraft(at: later)
        for slot in [Slot.preview, .production] {
            #expect(try offer.placing(version: 1, in: slot, at: later).version(in: slot) == 1)
        }
        let refused: [(Int64, Slot)] = [
            (2, .preview), (2, .production), (3, .preview), (0, .production), (-1, .preview), (1, .draft), (2, .draft),
        ]
        for (version, slot) in refused {
            let refusal = #expect(throws: Refusal.self) { try offer.placing(version: version, in: slot, at: later) }
            #expect(refusal?.code == .versionNotFound)
        }
    }

    @Test func `a placement keeps the other slot`() throws {
        let offer = try Offer.fixture().freezingDraft(at: later).freezingDraft(at: later)
            .placing(version: 1, in: .production, at: later)
            .placing(version: 2, in: .preview, at: later)
        #expect(offer.version(in: .production) == 1)
        #expect(offer.version(in: .preview) == 2)
        #expect(offer.preview?.since == offer.newestTime)
        #expect(offer.status == .neverPublished)
    }

    @Test func `the same status again changes nothing`() {
        let offer = Offer.fixture().settingStatus(.running, at: later)
        #expect(offer.statusTime == later)
        #expect(offer.wasPublished)
        #expect(offer.settingStatus(.running, at: later.advanced(bySeconds: 1)) == offer)
    }

    @Test(arguments: [-3_600, -1, 0] as [Int64])
    func `a clock that was set back or stands still gives the next tick`(seconds: Int64) {
        let offer = Offer.fixture(createdAt: later)
        #expect(offer.editingDraft(at: later.advanced(bySeconds: seconds)).newestTime == later.advanced(byTicks: 1))
    }
}
