import Foundation
import Synchronization
import Testing
import VitrineCore
import VitrineSQLite
import VitrineTestKit

struct GroupCommitTests {
    @Test func `writers that wait together share a commit`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                let before = try file.commits
                let outcomes = try await atOnce(in: store, (0..<100).map { number in { try await store.put(number) } })
                #expect(outcomes.allSatisfy { $0 == .done })
                let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 200)
                #expect(listed.count == 100)
                #expect(try file.commits - before <= 10)
            }
        }
    }

    @Test func `one that fails among them takes nothing of the others with it`() async throws {
        try await StoreFile.with { file in
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                let before = try file.commits
                let works: [Work] = (0..<60).map { number in
                    { number.isMultiple(of: 7) ? try await store.fail(number) : try await store.put(number) }
                }
                let outcomes = try await atOnce(in: store, works)
                for (number, outcome) in outcomes.enumerated() {
                    #expect(outcome == (number.isMultiple(of: 7) ? .refused(.preconditionFailed) : .done))
                    let lookup = try await store.offer(.numbered(number), .slot(.draft))
                    #expect((lookup == .noOffer) == number.isMultiple(of: 7))
                }
                #expect(try file.commits - before <= 10)
            }
        }
    }

    @Test func `one that doesn't fit on the disk takes nothing of the others with it`() async throws {
        try await StoreFile.with { file in
            try await file.withStore(SQLiteLimits(maximumBytes: 400_000)) { store in
                try await store.add(Publisher.fixture())
                let tooLarge = DraftContent.fixture(String(repeating: "too large ", count: 60_000))
                let works: [Work] = (0..<12).map { number in
                    { try await store.put(number, number == 5 ? tooLarge : .fixture()) }
                }
                let outcomes = try await atOnce(in: store, works)
                for (number, outcome) in outcomes.enumerated() {
                    #expect(outcome == (number == 5 ? .refused(.storeUnavailable) : .done))
                }
                let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 100)
                #expect(listed.count == 11)
            }
        }
    }

    /// SQLite rolls back by itself where it can't go on, as when the disk fails.
    @Test func `one that ends the transaction of all takes nothing of the others with it`() async throws {
        try await StoreFile.with { file in
            ConnectionSpy.watch(file.directory)
            try await file.withStore { store in
                try await store.add(Publisher.fixture())
                let works: [Work] = (0..<12).map { number in
                    { number == 5 ? try await store.failHard(number, in: file.directory) : try await store.put(number) }
                }
                let outcomes = try await atOnce(in: store, works)
                for (number, outcome) in outcomes.enumerated() {
                    #expect(outcome == (number == 5 ? .refused(.storeUnavailable) : .done))
                }
                let listed = try await store.offers(of: .contoso, type: nil, after: nil, limit: 100)
                #expect(listed.count == 11)
            }
        }
    }

    @Test func `nobody is refused for the sake of a write that was never committed`() async throws {
        try await StoreFile.with { file in
            try await file.withStore(SQLiteLimits(maximumBytes: 400_000)) { store in
                try await store.add(Publisher.fixture())
                let tooLarge = DraftContent.fixture(String(repeating: "too large ", count: 60_000))
                let outcomes = try await atOnce(
                    in: store,
                    [
                        { try await store.put(1, tooLarge) },
                        { try await store.createIfAbsent(1) },
                    ]
                )
                #expect(outcomes == [.refused(.storeUnavailable), .done])
            }
        }
    }

    private typealias Work = @Sendable () async throws -> Void

    private enum Outcome: Equatable, Sendable {
        case done
        case refused(Refusal.Code)
    }

    /// Starts `works` while the writer is held, so that they wait together, and gives their outcomes in their order.
    private func atOnce(in store: SQLiteStore, _ works: [Work]) async throws -> [Outcome] {
        let gate = Gate()
        let holder = Task { try await store.hold(gate) }
        await gate.isHeld()
        // An immediate task runs until it waits: when it is made, its write stands in line.
        let tasks = works.map { work in
            Task.immediate { () async throws -> Outcome in
                do {
                    try await work()
                    return .done
                } catch let refusal as Refusal {
                    return .refused(refusal.code)
                }
            }
        }
        gate.open()
        try await holder.value
        var outcomes: [Outcome] = []
        for task in tasks { outcomes.append(try await task.value) }
        return outcomes
    }
}

/// Holds up the store's writer until it is opened.
private final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let held = AsyncStream<Void>.makeStream()

    func isHeld() async {
        for await _ in held.stream { return }
    }

    func open() { opened.signal() }

    /// For the writer's own thread, which no task runs on.
    func wait() {
        held.continuation.yield()
        opened.wait()
        // What waits may run again.
        opened.signal()
    }
}

extension OfferName {
    fileprivate static func numbered(_ number: Int) -> OfferName { .fixture("offer-\(number)") }
}

extension SQLiteStore {
    fileprivate func hold(_ gate: Gate) async throws {
        _ = try await change(.fixture("held")) { _ in
            gate.wait()
            return (.keep, ())
        }
    }

    fileprivate func put(_ number: Int, _ content: DraftContent = .fixture()) async throws {
        try await put(.numbered(number), content)
    }

    /// Refuses after the store has begun with the group.
    fileprivate func fail(_ number: Int) async throws {
        _ = try await change(.numbered(number)) { _ -> (OfferDecision, Void) in throw Refusal(.preconditionFailed, "") }
    }

    /// Refuses after the whole transaction was rolled back.
    fileprivate func failHard(_ number: Int, in directory: String) async throws {
        _ = try await change(.numbered(number)) { _ -> (OfferDecision, Void) in
            ConnectionSpy.runAsWriter("ROLLBACK", in: directory)
            throw Refusal(.storeUnavailable, "")
        }
    }

    fileprivate func createIfAbsent(_ number: Int) async throws {
        let name = OfferName.numbered(number)
        _ = try await change(name) { stored in
            guard stored == nil else { throw Refusal(.preconditionFailed, "") }
            return (.write([.draft(.fixture(), .fixture(name))]), ())
        }
    }
}

extension StoreFile {
    /// Commits in the write-ahead log. Source: SQLite's file format, section 4.1: the frame that ends a transaction says
    /// how large the database is afterwards, every other frame says 0.
    fileprivate var commits: Int {
        get throws {
            let log = try Data(contentsOf: URL(filePath: path + "-wal"))
            let pageSize = log[8..<12].reduce(0) { $0 << 8 | Int($1) }
            let frames = stride(from: 32, to: log.count, by: 24 + pageSize)
            return frames.filter { log[($0 + 4)..<($0 + 8)] != Data(count: 4) }.count
        }
    }
}
