import Foundation
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

struct ClosingTests {
    @Test func `a closed store is one file`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                try await store.put(.fixture())
                let names = try file.names
                #expect(names == ["store.sqlite", "store.sqlite-shm", "store.sqlite-wal"])
            }
            #expect(try file.names == ["store.sqlite"])
        }
    }

    @Test func `the writes under way are done before a store is closed`() async throws {
        try await StoreFile.with { file in
            let store = try SQLiteStore(file: file.url)
            try await store.add(Publisher.fixture())
            let acknowledged = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    group.addTask { (try? await store.put(.fixture("offer-\(number)"))) != nil }
                }
                group.addTask {
                    try? await store.close()
                    return false
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            try await file.withStore { store in
                let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 100)
                #expect(listed.count == acknowledged)
            }
        }
    }

    @Test func `a closed store answers nothing, and doesn't crash`() async throws {
        try await StoreFile.with { file in
            let store = try SQLiteStore(file: file.url)
            try await store.add(Publisher.fixture())
            try await store.check()
            try await store.close()
            await #expect(throws: (any Error).self) { try await store.mark() }
            await #expect(throws: (any Error).self) { try await store.offer(.fixture(), .slot(.draft)) }
            await #expect(throws: (any Error).self) { try await store.put(.fixture()) }
            await #expect(throws: (any Error).self) { try await store.check() }
        }
    }

    @Test func `asking whether the store is ready changes nothing and leaves nothing behind`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                let before = try await store.mark()
                let names = try file.names.sorted()
                for _ in 0..<3 { try await store.check() }
                #expect(try await store.mark() == before)
                #expect(try file.names.sorted() == names)
            }
        }
    }

    @Test func `what was deleted is not found in the closed file`() async throws {
        try await StoreFile.with { file in
            let marker = "unmistakable-marker-of-a-deleted-offer"
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                try await store.put(.fixture("kept"))
                try await store.put(.fixture(), .fixture(String(repeating: marker, count: 500)))
            }
            #expect(try file.bytes.range(of: Data(marker.utf8)) != nil)
            try await file.withStore { try await $0.delete(.fixture()) }
            #expect(try file.bytes.range(of: Data(marker.utf8)) == nil)
            #expect(try file.names == ["store.sqlite"])
        }
    }
}
