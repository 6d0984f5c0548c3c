import Testing
import VitrineCore
import VitrineTestKit

struct OperationStoreTests {
    private static let me = GUID(high: 1, low: 1), other = GUID(high: 1, low: 2)
    private static func time(_ seconds: Int64) -> Timestamp { .fixture.advanced(bySeconds: seconds) }

    private static func withOffer(
        _ backend: Backend,
        _ work: (any Backend.Store) async throws -> Void
    ) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture())
            try await work(store)
        }
    }

    @Test(arguments: Backend.allCases)
    func `an operation comes back as it was written, by every reference`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            let begun = try await store.beginPublish(.fixture())
            let working = try await store.apply(.began(seconds: 60), to: begun)
            for reference in [OperationReference.id(begun.id), .number(1), .newest] {
                guard case .found(let found, let offer) = try await store.operation(reference, of: .fixture()) else {
                    Issue.record("not found by \(reference)")
                    continue
                }
                #expect(found == working)
                #expect(offer.status == .running)
                #expect(offer.draftVersion == 2)
            }
            #expect(try await store.operations(of: .fixture(), in: nil) == .found([working]))
        }
    }

    @Test(arguments: Backend.allCases)
    func `messages, times and approvals come back to the letter`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            var operation = try await store.beginPublish(.fixture())
            let text = "\"quoted\" <b>\n\u{0} \u{1F600} e\u{301}"
            let said = StepMessage.Level.allCases.map { StepMessage(text, $0, at: Self.time(1)) }
            let events: [OperationEvent] = [
                .began(seconds: 60), .postponed(until: Self.time(9), said), .approvalNeeded([]),
                .approved(who: "user y", comment: text), .passed(said), .began(seconds: 5), .failed(said),
            ]
            for event in events {
                operation = try await store.apply(event, to: operation)
                #expect(try await store.operations(of: .fixture(), in: nil) == .found([operation]))
            }
            #expect(operation.steps[0].approval == "user y")
            #expect(operation.steps[1].messages == said)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is missing is said`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            let id = OperationReference.id(GUID(high: 5, low: 5))
            guard case .none = try await store.operation(id, of: .fixture()) else {
                Issue.record("an operation that nobody wrote")
                return
            }
            #expect(try await store.operation(id, of: .fixture("none")) == .noOffer)
            #expect(
                try await store.operation(id, of: .fixture("none", of: PublisherID(stored: "nobody"))) == .noPublisher
            )
            #expect(try await store.operations(of: .fixture("none"), in: nil) == .noOffer)
            #expect(
                try await store.operations(of: .fixture("none", of: PublisherID(stored: "nobody")), in: nil)
                    == .noPublisher
            )
        }
    }

    @Test(arguments: Backend.allCases)
    func `operations are listed newest first, by state`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            let first = try await store.beginPublish(.fixture(), .fixture(1))
            let failed = try await store.apply(.failed([]), to: store.apply(.began(seconds: 0), to: first))
            let second = try await store.beginPublish(.fixture(), .fixture(2))
            #expect(second.publishingVersion == 2)
            #expect(try await store.operations(of: .fixture(), in: nil) == .found([second, failed]))
            #expect(try await store.operations(of: .fixture(), in: [.running]) == .found([second]))
            #expect(try await store.operations(of: .fixture(), in: [.failed, .canceled]) == .found([failed]))
        }
    }

    @Test(arguments: Backend.allCases)
    func `two operations of an offer can't run at once, and a revision is written once`(on backend: Backend)
        async throws
    {
        try await Self.withOffer(backend) { store in
            let first = try await store.beginPublish(.fixture(), .fixture(1))
            await #expect(throws: (any Error).self) { try await store.beginPublish(.fixture(), .fixture(2)) }
            #expect(try await store.found(.fixture()).version == 2)
            let working = try first.applying(.began(seconds: 0), at: .fixture).0
            for attempt in 0..<2 {
                do {
                    try await store.advance(.newest, of: .fixture()) { _, _ in (.write([.operation(working)]), ()) }
                    #expect(attempt == 0)
                } catch {
                    #expect(attempt == 1)
                }
            }
            #expect(try await store.operations(of: .fixture(), in: nil) == .found([working]))
        }
    }

    @Test(arguments: Backend.allCases)
    func `an end is the end`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            let begun = try await store.beginPublish(.fixture())
            let ended = try await store.apply(.canceled, to: store.apply(.cancelAsked(notifying: []), to: begun))
            var again = begun
            for _ in 0..<3 {
                again = try again.applying(again.stage == .queued ? .began(seconds: 1) : .clockSetBack, at: .fixture).0
            }
            #expect(again.revision == ended.revision + 1)
            let late = again
            await #expect(throws: (any Error).self) {
                try await store.advance(.newest, of: .fixture()) { _, _ in (.write([.operation(late)]), ()) }
            }
            #expect(try await store.operations(of: .fixture(), in: nil) == .found([ended]))
        }
    }

    @Test(arguments: Backend.allCases)
    func `what is due is leased to one worker, and to nobody else until the lease ends`(on backend: Backend)
        async throws
    {
        try await Self.withOffer(backend) { store in
            let begun = try await store.beginPublish(.fixture())
            let now = Self.time(0), end = Self.time(60)
            #expect(try await store.lease(at: now, until: end, by: Self.me, limit: 9) == [begun])
            for worker in [Self.me, Self.other] {
                #expect(try await store.lease(at: now, until: end, by: worker, limit: 9) == [])
            }
            #expect(try await store.nextDue(at: now) == end)
            #expect(try await store.lease(at: end, until: Self.time(120), by: Self.other, limit: 9) == [begun])
            try await store.releaseLeases(of: Self.me)
            #expect(try await store.lease(at: end, until: Self.time(120), by: Self.me, limit: 9) == [])
            try await store.releaseLeases(of: Self.other)
            #expect(try await store.lease(at: end, until: Self.time(120), by: Self.me, limit: 9) == [begun])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a lease from before the clock was set back has ended`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            let begun = try await store.beginPublish(.fixture())
            #expect(
                try await store.lease(at: Self.time(3_600), until: Self.time(3_660), by: Self.other, limit: 9) == [
                    begun
                ]
            )
            #expect(try await store.lease(at: Self.time(0), until: Self.time(60), by: Self.me, limit: 9) == [begun])
        }
    }

    @Test(arguments: Backend.allCases)
    func `a step is due at its time, or when the clock was set back before its beginning`(on backend: Backend)
        async throws
    {
        try await Self.withOffer(backend) { store in
            let begun = try await store.beginPublish(.fixture())
            let working = try await store.apply(.began(seconds: 60), to: begun, at: Self.time(10))
            #expect(try await store.nextDue(at: Self.time(10)) == Self.time(70))
            #expect(try await store.lease(at: Self.time(69), until: Self.time(130), by: Self.me, limit: 9) == [])
            #expect(try await store.lease(at: Self.time(9), until: Self.time(70), by: Self.me, limit: 9) == [working])
            try await store.releaseLeases(of: Self.me)
            #expect(try await store.lease(at: Self.time(70), until: Self.time(130), by: Self.me, limit: 9) == [working])
        }
    }

    @Test(arguments: Backend.allCases)
    func `no more are leased than asked for, and what waits for somebody isn't`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            for number in 0..<5 {
                let name = OfferName.fixture("offer-\(number)")
                try await store.put(name)
                let begun = try await store.beginPublish(name, .fixture(UInt64(number)))
                guard number == 0 else { continue }
                try await store.apply(.approvalNeeded([]), to: store.apply(.began(seconds: 0), to: begun))
            }
            let leased = try await store.lease(at: Self.time(0), until: Self.time(60), by: Self.me, limit: 3)
            #expect(leased.count == 3)
            #expect(try await store.lease(at: Self.time(0), until: Self.time(60), by: Self.me, limit: 3).count == 1)
        }
    }

    @Test(arguments: Backend.allCases)
    func `what was live once is remembered`(on backend: Backend) async throws {
        try await Self.withOffer(backend) { store in
            var operation = try await store.beginPublish(.fixture())
            for _ in 0..<2 {
                operation = try await store.apply(.began(seconds: 0), to: operation)
                operation = try await store.apply(.passed([]), to: operation)
            }
            #expect(try await !store.wasLive(1, of: .fixture()))
            let previewed = operation
            let goLive = try await store.advance(.newest, of: .fixture()) { offer, _ in
                let signed = try previewed.applying(.signedOff, at: .fixture).0
                let next = OfferOperation.goLive(try #require(offer), of: signed, .fixture(2))
                return (.write([.operation(signed), .operation(next)]), next)
            }
            try await store.apply(.passed([]), to: store.apply(.began(seconds: 0), to: goLive))
            #expect(try await store.wasLive(1, of: .fixture()))
            #expect(try await !store.wasLive(2, of: .fixture()))
            #expect(try await store.found(.fixture(), .slot(.production)).version == 1)
        }
    }
}
