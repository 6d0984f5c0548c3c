import Testing
import VitrineCore
import VitrineTestKit

/// What must never happen to offers, under writers and readers at once. Source: design, section 5.
struct ScheduleTests {
    @Test(arguments: Backend.allCases, 0..<24 as Range<UInt64>)
    func `no acknowledged write is lost and nothing frozen changes`(on backend: Backend, seed: UInt64) async throws {
        try await backend.withContoso { store in
            try await check(Schedule(seed: seed, stores: [store]))
        }
    }

    @Test(arguments: Backend.allCases, 100..<124 as Range<UInt64>)
    func `the same holds for two processes`(on backend: Backend, seed: UInt64) async throws {
        try await backend.withTwoStores { store, other in
            try await store.add(Publisher.fixture())
            try await check(Schedule(seed: seed, stores: [store, other]))
        }
    }

    private func check(_ schedule: Schedule) async throws {
        let history = try await schedule.run()
        #expect(history.impossible == [])
        let replays = try Dictionary(grouping: history.events, by: \.after.guid).mapValues(Replay.init)
        for observation in history.observations { try check(observation, replays) }
        for store in schedule.stores {
            for replay in replays.values { try await check(replay, in: store) }
            for name in Schedule.names { try await checkPresence(of: name, replays, in: store) }
        }
    }

    /// Whatever was read is one whole state that the offer once had.
    private func check(_ observation: Schedule.Observation, _ replays: [GUID: Replay]) throws {
        let snapshot = observation.snapshot
        let replay = try #require(replays[snapshot.offer.guid])
        let state = try #require(replay.states[snapshot.offer.newestTime])
        #expect(snapshot.offer == state.offer)
        let text = try #require(state.contents[snapshot.version])
        #expect(snapshot.definition == DraftContent.fixture(text).definition)
        switch observation.selector {
        case .slot(let slot): #expect(snapshot.version == state.offer.version(in: slot))
        case .version(let number): #expect(snapshot.version == number)
        }
    }

    /// What is stored is what the last acknowledged write left.
    private func check(_ replay: Replay, in store: any Backend.Store) async throws {
        let name = OfferName(publisher: replay.offer.publisher, offer: OfferID(stored: replay.offer.guid.description))
        guard !replay.isDeleted else {
            #expect(try await store.offer(name, .slot(.draft)) == .noOffer)
            return
        }
        #expect(try await store.found(name).offer == replay.offer)
        for (version, text) in replay.contents {
            let found = try await store.found(name, .version(version))
            #expect(found.definition == DraftContent.fixture(text).definition)
        }
        #expect(try await store.offer(name, .version(replay.offer.draftVersion + 1)) == .noVersion)
    }

    /// An offer is there exactly when its last creation was not undone.
    private func checkPresence(
        of name: OfferName,
        _ replays: [GUID: Replay],
        in store: any Backend.Store
    ) async throws {
        let living = replays.values.filter { $0.offer.id == name.offer && !$0.isDeleted }
        #expect(living.count <= 1)
        switch try await store.offer(name, .slot(.draft)) {
        case .found(let snapshot): #expect(snapshot.offer == living.first?.offer)
        case let lookup: #expect(lookup == .noOffer && living.isEmpty)
        }
    }
}
