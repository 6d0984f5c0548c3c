import Testing
import VitrineCore
import VitrineTestKit

struct StoreMarkTests {
    private static let offerWrites: [(String, @Sendable (any Backend.Store) async throws -> Void)] = [
        ("create", { try await $0.put(.fixture("new")) }),
        ("replace", { try await $0.put(.fixture()) }),
        ("freeze", { try await $0.freeze(.fixture()) }),
        ("place", { try await $0.place(1, in: .preview, of: .fixture()) }),
        ("status", { try await $0.set(.running, of: .fixture()) }),
        ("delete", { try await $0.delete(.fixture("new")) }),
    ]

    private static let accessWrites: [(String, @Sendable (any Backend.Store) async throws -> Void)] = [
        ("publisher", { try await $0.add(Publisher.fixture(.fabrikam)) }),
        ("application", { try await $0.add(Application.fixture(), roles: []) }),
        ("member", { try await $0.set(.user("a", .owner)) }),
        ("member's role", { try await $0.set(.user("a", .reader)) }),
        ("member removed", { _ = try await $0.removeMember(kind: .user, id: "a", from: .contoso) }),
        ("signing key", { try await $0.add(StoredSigningKey.fixture(), onlyIfNone: true) }),
        ("data key", { try await $0.add(StoredDataKey.fixture(), onlyIfNone: true) }),
        (
            "data key wrapped anew",
            { try await $0.rotate(dataKeys: [.fixture(wrapped: .fixture("other"))], signingKeys: []) }
        ),
        (
            "signing key wrapped anew",
            { try await $0.rotate(dataKeys: [], signingKeys: [.fixture(wrapped: .fixture("other"))]) }
        ),
    ]

    @Test(arguments: Backend.allCases)
    func `as long as nothing is written, the mark stays`(on backend: Backend) async throws {
        try await withOffer(on: backend) { store, other in
            for store in [store, other] {
                let mark = try await store.mark()
                _ = try await store.found(.fixture())
                _ = try await store.offers(of: .contoso, type: nil, after: nil, limit: 10)
                _ = try await store.allPublishers()
                #expect(try await store.mark() == mark)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `every write changes the mark, in every process`(on backend: Backend) async throws {
        try await withOffer(on: backend) { store, other in
            var marks = (own: try await store.mark(), other: try await other.mark())
            for (what, write) in Self.offerWrites + Self.accessWrites {
                try await write(store)
                let now = (own: try await store.mark(), other: try await other.mark())
                #expect(now.own.everything != marks.own.everything, "\(what)")
                #expect(now.other.everything != marks.other.everything, "\(what), seen by another process")
                marks = now
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `the access part changes with access and keys, in every process, and not with offers`(
        on backend: Backend
    ) async throws {
        try await withOffer(on: backend) { store, other in
            let before = (own: try await store.mark().access, other: try await other.mark().access)
            for (what, write) in Self.offerWrites {
                try await write(store)
                #expect(try await store.mark().access == before.own, "\(what)")
                #expect(try await other.mark().access == before.other, "\(what), seen by another process")
            }
            var marks = before
            for (what, write) in Self.accessWrites {
                try await write(store)
                let now = (own: try await store.mark().access, other: try await other.mark().access)
                #expect(now.own != marks.own, "\(what)")
                #expect(now.other != marks.other, "\(what), seen by another process")
                marks = now
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `marks never repeat`(on backend: Backend) async throws {
        try await withOffer(on: backend) { store, other in
            var marks: Set<StoreMark> = [try await store.mark()]
            for number in 1...60 {
                try await (number.isMultiple(of: 3) ? other : store).put(.fixture())
                #expect(marks.insert(try await store.mark()).inserted)
            }
        }
    }

    @Test(arguments: Backend.allCases)
    func `an answer that a mark vouches for is the newest one, whoever writes meanwhile`(on backend: Backend)
        async throws
    {
        try await withOffer(on: backend) { store, other in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for number in 0..<60 { try await store.put(.fixture(), .fixture("\(number)")) } }
                group.addTask {
                    for _ in 0..<60 {
                        let mark = try await other.mark()
                        let read = try await other.found(.fixture())
                        let again = try await other.found(.fixture())
                        if try await other.mark() == mark { #expect(read == again) }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    /// A role that was taken away must not be found again under an older mark.
    @Test(arguments: Backend.allCases)
    func `whoever else looks meanwhile, a change of members is in the next mark`(on backend: Backend) async throws {
        try await withOffer(on: backend) { store, other in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for store in [store, store, store, other] {
                    group.addTask { try await store.lookAround() }
                }
                for number in 0..<150 {
                    let before = try await store.mark().access
                    try await (number.isMultiple(of: 2) ? store : other).set(
                        .user("u", number.isMultiple(of: 2) ? .owner : .reader)
                    )
                    for _ in 0..<20 { #expect(try await store.mark().access != before) }
                }
                group.cancelAll()
            }
        }
    }

    private func withOffer(
        on backend: Backend,
        _ work: (any Backend.Store, any Backend.Store) async throws -> Void
    ) async throws {
        try await backend.withTwoStores { store, other in
            try await store.add(Publisher.fixture())
            try await store.put(.fixture())
            try await work(store, other)
        }
    }
}

extension OfferStore {
    /// Takes marks until cancelled.
    fileprivate func lookAround() async throws {
        while !Task.isCancelled {
            for _ in 0..<50 { _ = try await mark() }
            await Task.yield()
        }
    }
}
