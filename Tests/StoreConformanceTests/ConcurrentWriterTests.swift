import Testing
import VitrineCore
import VitrineTestKit

struct ConcurrentWriterTests {
    @Test(arguments: Backend.allCases)
    func `writers of one offer are in line, and none is lost`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            try await store.put(.fixture(), .fixture("0"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<32 { group.addTask { try await store.increment(.fixture()) } }
                try await group.waitForAll()
            }
            #expect(try await store.found(.fixture()).definition == DraftContent.fixture("32").definition)
        }
    }

    @Test(arguments: Backend.allCases)
    func `writers of two processes are in line, and none is lost`(on backend: Backend) async throws {
        try await backend.withTwoStores { store, other in
            try await store.add(Publisher.fixture())
            try await store.put(.fixture(), .fixture("0"))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<32 {
                    group.addTask { try await (number.isMultiple(of: 2) ? store : other).increment(.fixture()) }
                }
                try await group.waitForAll()
            }
            #expect(try await store.found(.fixture()).definition == DraftContent.fixture("32").definition)
        }
    }

    @Test(arguments: Backend.allCases)
    func `of several creators one creates, and the others see its offer`(on backend: Backend) async throws {
        try await backend.withContoso { store in
            let created = try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        let name = OfferName.fixture(number.isMultiple(of: 2) ? "Web" : "WEB")
                        return try await store.change(name) { stored in
                            guard stored == nil else { return (.keep, false) }
                            return (.write([.draft(.fixture(), .fixture(name))]), true)
                        }.1
                    }
                }
                return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(created == 1)
        }
    }

    @Test(arguments: Backend.allCases, 0..<10 as Range<UInt64>)
    func `writers that fail take nothing of the others with them`(on backend: Backend, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let fails = (0..<40).map { _ in Bool.random(using: &generator) }
        try await backend.withContoso { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (number, fails) in fails.enumerated() {
                    group.addTask { try await store.create(number, failing: fails) }
                }
                try await group.waitForAll()
            }
            let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 100).map(\.offer.id.text)
            #expect(Set(listed) == Set(fails.indices.filter { !fails[$0] }.map { "offer-\($0)" }))
        }
    }

    /// Fails in the store, after some of its steps were carried out, rather than in what it decides.
    @Test(arguments: Backend.allCases)
    func `a writer that the store stops half way takes nothing of the others with it`(on backend: Backend) async throws
    {
        try await backend.withContoso { store in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        try await store.put(.fixture("offer-\(number)"))
                        let name = OfferName.fixture("half-\(number)")
                        // The key that seals it isn't there.
                        let secret = SealedSecret.fixture("/offer/a")
                        await #expect(throws: (any Error).self) {
                            try await store.put(name, .fixture(secrets: [secret]))
                        }
                        #expect(try await store.offer(name, .slot(.draft)) == .noOffer)
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await store.offers(of: .contoso, type: nil, after: nil, limit: 100).count == 20)
        }
    }
}

private struct Failing: Error {}

extension OfferStore {
    /// Reads the number that the draft says, and writes the next one.
    fileprivate func increment(_ name: OfferName) async throws {
        _ = try await change(name) { stored in
            guard let stored, let text = stored.content.displayText,
                let number = Int(String(decoding: text.dropFirst().dropLast(), as: UTF8.self))
            else { throw NothingFound() }
            return (.write([.draft(.fixture("\(number + 1)"), stored.offer.editingDraft(at: .fixture))]), ())
        }
    }

    fileprivate func create(_ number: Int, failing: Bool) async throws {
        let name = OfferName.fixture("offer-\(number)")
        do {
            _ = try await change(name) { _ in
                if failing { throw Failing() }
                return (.write([.draft(.fixture(), .fixture(name))]), ())
            }
            #expect(!failing)
        } catch is Failing {
            #expect(failing)
        }
    }
}
