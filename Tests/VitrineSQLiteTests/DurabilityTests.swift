import Foundation
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// A 2xx means durable. What can be seen from inside a process: that every commit syncs the log, and how long it is kept.
struct DurabilityTests {
    @Test func `the connection that writes syncs at each commit, every connection uses the log`() async throws {
        try await StoreFile.with { file in
            ConnectionSpy.watch(file.directory)
            for _ in ["made", "opened again"] {
                try await file.withStore(SQLiteLimits(readers: 3)) { store in
                    try await store.add(Publisher.fixture(PublisherID(stored: GUID.random().description)))
                }
            }
            ConnectionSpy.watch(file.directory)
            try await file.withStore(SQLiteLimits(readers: 3)) { store in
                _ = try await store.allPublishers()
                let full = "2"
                #expect(ConnectionSpy.readings(of: "synchronous", in: file.directory).first == full)
                #expect(ConnectionSpy.readings(of: "foreign_keys", in: file.directory).first == "1")
                #expect(ConnectionSpy.readings(of: "secure_delete", in: file.directory).first == "1")
                let modes = ConnectionSpy.readings(of: "journal_mode", in: file.directory)
                #expect(modes.count == 5)
                #expect(modes.allSatisfy { $0 == "wal" })
            }
        }
    }
}
