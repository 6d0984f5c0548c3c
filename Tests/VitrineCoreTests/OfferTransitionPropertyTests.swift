import Testing
import VitrineCore
import VitrineTestKit

/// Random lives of an offer, under a clock that stands still, goes on and is set back.
struct OfferTransitionPropertyTests {
    @Test(arguments: 0..<150 as Range<UInt64>)
    func `times strictly increase and no two states of a representation share a tag`(seed: UInt64) throws {
        var life = OfferLife(seed: seed)
        var shown: [Slot: [EntityTag: Shown]] = [:]
        for _ in 0..<60 {
            let before = life.offer
            try life.step()
            #expect(life.offer == before || life.offer.newestTime > before.newestTime)
            #expect(life.offer.draftVersion >= before.draftVersion)
            for slot in Slot.allCases {
                guard let now = life.shown(in: slot) else { continue }
                let known = shown[slot, default: [:]].updateValue(now, forKey: now.tag)
                #expect(known == nil || known == now)
            }
        }
    }

    @Test(arguments: 0..<150 as Range<UInt64>)
    func `a tag matches until the content changes, and a newer one never does`(seed: UInt64) throws {
        var life = OfferLife(seed: seed)
        var taken: (tag: EntityTag, content: Int) = (life.offer.draftTag, life.content)
        for _ in 0..<60 {
            try life.step()
            let isUnchanged = life.offer.draftIsUnchanged(since: taken.tag)
            #expect(isUnchanged == (life.content == taken.content))
            #expect(life.offer.draftIsUnchanged(since: life.offer.draftTag))
            let future = EntityTag(life.offer.newestTime.advanced(byTicks: 1))
            #expect(!life.offer.draftIsUnchanged(since: future))
            if Bool.random(using: &life.generator) { taken = (life.offer.draftTag, life.content) }
        }
    }
}

/// What a representation of the offer shows.
private struct Shown: Equatable {
    let tag: EntityTag
    let version: Int64
    let content: Int
    let status: OfferStatus
}

private struct OfferLife {
    var generator: SeededGenerator
    var offer: Offer
    private var now = Timestamp.fixture

    /// Counts the draft's contents.
    private(set) var content = 0
    private var frozen: [Int64: (content: Int, changed: Timestamp)] = [:]

    init(seed: UInt64) {
        generator = SeededGenerator(seed: seed)
        offer = .fixture(guid: GUID(high: 0, low: seed))
    }

    mutating func step() throws {
        now = now.advanced(byTicks: [-1_000, -1, 0, 0, 1, 500].randomElement(using: &generator) ?? 0)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            offer = offer.editingDraft(at: now)
            content += 1
        case 1:
            frozen[offer.draftVersion] = (content, offer.draftChangedTime)
            offer = offer.freezingDraft(at: now)
        case 2:
            offer = offer.settingStatus(OfferStatus.allCases.randomElement(using: &generator) ?? .failed, at: now)
        default:
            guard let version = frozen.keys.sorted().randomElement(using: &generator) else { return }
            let slot: Slot = Bool.random(using: &generator) ? .preview : .production
            offer = try offer.placing(version: version, in: slot, at: now)
        }
    }

    func shown(in slot: Slot) -> Shown? {
        guard let version = offer.version(in: slot) else { return nil }
        let state = frozen[version] ?? (content, offer.draftChangedTime)
        let snapshot = OfferSnapshot(
            offer: offer,
            version: version,
            changedTime: state.changed,
            definition: [],
            secretFields: "",
            slot: slot
        )
        return Shown(tag: snapshot.entityTag, version: version, content: state.content, status: offer.status)
    }
}
