import GRDB
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// A database that may not grow any more, as on a full disk.
struct FullDiskTests {
    private static let limits = SQLiteLimits(maximumBytes: 500_000)
    private static let large = DraftContent.fixture(String(repeating: "large ", count: 4_000))

    @Test func `a write that doesn't fit is refused, and what was stored is intact`() async throws {
        try await StoreFile.with { file in
            try await file.withStore(Self.limits) { store in
                let stored = try await fill(store)
                #expect(stored.count > 5)
                try await checkIntact(stored, in: store)
                await #expect(throws: Refusal.self) { try await store.put(.fixture("one-more"), Self.large) }
                try await checkIntact(stored, in: store)
            }
            #expect(try file.raw { try String.fetchOne($0, sql: "PRAGMA integrity_check") } == "ok")
        }
    }

    @Test func `after room was made, writes go on`() async throws {
        try await StoreFile.with { file in
            try await file.withStore(Self.limits) { store in
                let stored = try await fill(store)
                try await store.delete(stored[0])
                try await store.delete(stored[1])
                try await store.put(.fixture("new"), Self.large)
                try await checkIntact(Array(stored.dropFirst(2)) + [.fixture("new")], in: store)
            }
            try await file.withStore { store in
                for number in 0..<20 { try await store.put(.fixture("more-\(number)"), Self.large) }
            }
        }
    }

    @Test(arguments: 0..<6 as Range<UInt64>)
    func `of writers at once each has its own answer, and it is the truth`(seed: UInt64) async throws {
        try await StoreFile.with { file in
            try await file.withStore(Self.limits) { store in
                try await store.add(Publisher.fixture())
                let acknowledged = try await withThrowingTaskGroup(of: OfferName?.self) { group in
                    for number in 0..<60 {
                        let content = (UInt64(number) &+ seed).isMultiple(of: 3) ? DraftContent.fixture() : Self.large
                        group.addTask { try await Self.tryToPut(.fixture("offer-\(number)"), content, in: store) }
                    }
                    return try await group.reduce(into: [OfferName]()) { names, name in
                        if let name { names.append(name) }
                    }
                }
                #expect(acknowledged.count < 60)
                let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 100).map(\.offer.id)
                #expect(Set(listed) == Set(acknowledged.map(\.offer)))
                for name in acknowledged { _ = try await store.found(name) }
            }
        }
    }

    private func fill(_ store: SQLiteStore) async throws -> [OfferName] {
        try await store.add(Publisher.fixture())
        var stored: [OfferName] = []
        while let name = try await Self.tryToPut(.fixture("offer-\(stored.count)"), Self.large, in: store) {
            stored.append(name)
        }
        return stored
    }

    private func checkIntact(_ names: [OfferName], in store: SQLiteStore) async throws {
        let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 1_000).map(\.offer.id)
        #expect(Set(listed) == Set(names.map(\.offer)))
        for name in names {
            let found = try await store.found(name)
            #expect(found.definition == Self.large.definition)
        }
    }

    private static func tryToPut(_ name: OfferName, _ content: DraftContent, in store: SQLiteStore) async throws
        -> OfferName?
    {
        do {
            try await store.put(name, content)
            return name
        } catch let refusal as Refusal where refusal.code == .storeUnavailable {
            return nil
        }
    }
}
