import Testing
import VitrineCore
import VitrineTestKit

struct ArtifactRecordsTests {
    private static let worker = GUID(high: 1, low: 1)
    private static let end = Timestamp.fixture.advanced(bySeconds: 60)
    private static let later = Timestamp.fixture.advanced(bySeconds: 5)

    @Test(arguments: Backend.allCases)
    func `what a round came to is known, and read with its version`(on backend: Backend) async throws {
        try await backend.withRound { store in
            #expect(try await store.state() == ArtifactState(artifacts: [], isPending: true))
            let round = try #require(try await store.lease().first)
            #expect(round.name == .fixture() && round.version == 1 && round.attempts == 0)
            let artifacts = [OfferArtifact.fixture()] + OfferArtifact.more
            try await store.settle(round, as: artifacts, retryingAt: nil)
            #expect(try await store.state() == ArtifactState(artifacts: artifacts, isPending: false))
            #expect(try await store.found(.fixture()).artifacts == artifacts)
            #expect(try await store.found(.fixture(), .version(1)).artifacts == artifacts)
            #expect(try await store.lease().isEmpty)
            #expect(try await store.nextRoundDue() == nil)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a round is leased once, until its lease ends or its worker begins anew`(on backend: Backend) async throws {
        try await backend.withRound { store in
            #expect(try await store.lease().count == 1)
            #expect(try await store.lease().isEmpty)
            #expect(try await store.nextRoundDue() == Self.end)
            #expect(try await store.lease(at: Self.end).count == 1)
            try await store.releaseRounds(of: Self.worker)
            #expect(try await store.lease().count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `a round that is tried again waits until then, and what is known already stays`(on backend: Backend)
        async throws
    {
        try await backend.withRound { store in
            let round = try #require(try await store.lease().first)
            try await store.settle(round, as: OfferArtifact.more, retryingAt: Self.later)
            #expect(try await store.state() == ArtifactState(artifacts: OfferArtifact.more, isPending: true))
            #expect(try await store.lease().isEmpty)
            #expect(try await store.nextRoundDue() == Self.later)
            #expect(try await store.lease(at: Self.later).map(\.attempts) == [1])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a round that was asked for anew is not ended by the one before it`(on backend: Backend) async throws {
        try await backend.withRound { store in
            let round = try #require(try await store.lease().first)
            try await store.requestArtifacts(2)
            try await store.settle(round, as: [.fixture()], retryingAt: nil)
            #expect(try await store.state() == ArtifactState(artifacts: [], isPending: true))
            #expect(try await store.lease().map(\.id) == [GUID(high: 7, low: 2)])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a freeze hands on what is known and what is to be fetched`(on backend: Backend) async throws {
        try await backend.withRound { store in
            let first = try #require(try await store.lease().first)
            try await store.settle(first, as: [.fixture()], retryingAt: nil)
            try await store.freeze(.fixture())
            for version: Int64 in [1, 2] {
                #expect(try await store.state(version) == ArtifactState(artifacts: [.fixture()], isPending: false))
            }
            try await store.requestArtifacts(2)
            try await store.freeze(.fixture())
            let rounds = try await store.lease()
            #expect(rounds.map(\.version) == [2, 3])
            try await store.settle(rounds[0], as: OfferArtifact.more, retryingAt: nil)
            #expect(try await store.state(2)?.artifacts == OfferArtifact.more)
            #expect(try await store.state(3) == ArtifactState(artifacts: [.fixture()], isPending: true))
            #expect(try await store.state(1)?.artifacts == [.fixture()])
        }
    }

    @Test(arguments: Backend.allCases)
    func `all of it goes with its offer, and a new one of that name has none`(on backend: Backend) async throws {
        try await backend.withRound { store in
            let round = try #require(try await store.lease().first)
            try await store.settle(round, as: [.fixture()], retryingAt: Self.later)
            try await store.delete(.fixture())
            #expect(try await store.state() == nil)
            #expect(try await store.nextRoundDue() == nil)
            try await store.put(.fixture())
            try await store.settle(round, as: [.fixture()], retryingAt: nil)
            #expect(try await store.state() == ArtifactState(artifacts: [], isPending: false))
        }
    }
}

extension Backend {
    /// A store with an offer whose draft's artifacts are to be fetched.
    fileprivate func withRound(_ work: (any Store) async throws -> Void) async throws {
        try await withContoso { store in
            try await store.put(.fixture())
            try await store.requestArtifacts()
            try await work(store)
        }
    }
}

extension ArtifactRecords {
    fileprivate func state(_ version: Int64 = 1) async throws -> ArtifactState? {
        try await artifacts(of: .fixture(), version: version)
    }

    fileprivate func lease(at now: Timestamp = .fixture) async throws -> [ArtifactRound] {
        let end = now.advanced(bySeconds: 60)
        return try await leaseRounds(at: now, until: end, by: GUID(high: 1, low: 1), limit: 10)
    }
}
