import Foundation
import GRDB
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

/// More than one process has the database open: a server and the command line.
struct SharedFileTests {
    @Test func `two stores that write at once both succeed`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                try await file.withStore { other in
                    try await withThrowingTaskGroup(of: Void.self) { group in
                        for number in 0..<60 {
                            let store = number.isMultiple(of: 2) ? store : other
                            group.addTask { try await store.put(.fixture("offer-\(number)")) }
                        }
                        try await group.waitForAll()
                    }
                    let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 100)
                    #expect(listed.count == 60)
                    #expect(try await other.offers(of: .contoso, type: nil, after: nil, limit: 100) == listed)
                }
            }
        }
    }

    /// Takes the five seconds that a write waits for another process.
    @Test func `a write is refused while another process holds the database, reads go on`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                let written = try await store.put(.fixture())
                var configuration = Configuration()
                configuration.allowsUnsafeTransactions = true
                let other = try DatabaseQueue(path: file.path, configuration: configuration)
                try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
                let refusal = await #expect(throws: Refusal.self) { try await store.put(.fixture(), .fixture("late")) }
                #expect(refusal?.code == .storeUnavailable)
                #expect(try await store.found(.fixture()) == written)
                try other.inDatabase { try $0.execute(sql: "ROLLBACK") }
                try await store.put(.fixture(), .fixture("late"))
                try other.close()
            }
        }
    }

    #if os(Linux)
    /// Without its lock on the log's index, another process would take the index for abandoned and cut it off.
    @Test func `an open store keeps its lock on the log's index`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                #expect(try file.isIndexLocked)
                try await file.withStore { other in
                    _ = try await other.mark()
                    #expect(try file.isIndexLocked)
                }
                _ = try await store.mark()
                #expect(try file.isIndexLocked)
            }
        }
    }
    #endif
}

#if os(Linux)
extension StoreFile {
    /// Whether this process has a lock on the write-ahead log's index, as the kernel lists it.
    ///
    /// The list is read in pieces, so that a line can be missed while other tests' locks come and go.
    fileprivate var isIndexLocked: Bool {
        get throws {
            let index = try FileManager.default.attributesOfItem(atPath: path + "-shm")[.systemFileNumber] as? Int
            let inode = try #require(index)
            return try (0..<20).contains { _ in try Self.isLocked(inode) }
        }
    }

    private static func isLocked(_ inode: Int) throws -> Bool {
        let pid = ProcessInfo.processInfo.processIdentifier
        // Not `String(contentsOfFile:)`, which takes such a file's first page for all of it.
        let list = try #require(FileHandle(forReadingAtPath: "/proc/locks"))
        let locks = String(decoding: try list.readToEnd() ?? Data(), as: UTF8.self)
        return locks.split(separator: "\n").contains { line in
            let words = line.split(separator: " ")
            return words.contains("POSIX") && words.contains("\(pid)") && words.contains { $0.hasSuffix(":\(inode)") }
        }
    }
}
#endif
