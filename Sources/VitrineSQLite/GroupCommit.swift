import Dispatch
import Foundation
import GRDB
import Synchronization
import VitrineCore

/// Writers in line for the one connection that writes; those that wait while a commit syncs share the next one, and those
/// that come while it runs its work join it.
///
/// Each writer has its own outcome: one that fails takes nothing of the others with it. Work that fails before it has
/// changed anything, as refusals do, is just left out; after any other failure the group is undone and each of it runs
/// again in a transaction of its own. So work may run more than once. Nobody is told of success before the commit that
/// holds their work is durable.
final class GroupCommit: Sendable {
    private struct Line {
        var waiting: [WriteJob] = []
        var isRunning = false

        /// The first of the line, `count` of them at most.
        mutating func take(_ count: Int) -> [WriteJob] {
            let taken = Array(waiting.prefix(count))
            waiting.removeFirst(taken.count)
            return taken
        }
    }

    /// Most writers that share a commit.
    private static let maximumGroup = 256

    private let database: DatabaseQueue
    private let line = Mutex(Line())
    private let queue = DispatchQueue(label: "vitrine.sqlite.writer", qos: .userInitiated)

    init(database: DatabaseQueue) {
        self.database = database
    }

    /// Runs `work` in a transaction that is durable when this returns. It may run more than once, the earlier runs undone.
    ///
    /// - Throws: What `work` throws, after undoing it; ``Refusal`` with code `storeUnavailable` when the disk is full or
    ///   failing, or another process holds the database too long.
    func write<Value: Sendable>(_ work: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            enqueue(WriteJob(work: work, continuation: continuation))
        }
    }

    /// Begins a transaction and takes it back, and writes a page to a file beside `database`, which is removed again.
    ///
    /// - Throws: As ``write(_:)``.
    func check(roomBeside file: URL) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { [database] in
                continuation.resume(
                    with: Result {
                        try Self.checkLock(database)
                        try Self.checkRoom(beside: file)
                    }.mapError(StoreFailure.translating)
                )
            }
        }
    }

    /// Runs `work` on the connection between two groups' transactions, in line with them.
    func exclusively(_ work: @escaping @Sendable (DatabaseQueue) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { [database] in
                continuation.resume(with: Result { try work(database) }.mapError(StoreFailure.translating))
            }
        }
    }

    /// Waits for what stands in line, then closes the connection.
    func close() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            queue.async { [database] in
                continuation.resume(with: Result { try database.close() })
            }
        }
    }

    private static func checkLock(_ database: DatabaseQueue) throws {
        try database.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE; ROLLBACK") }
    }

    private static func checkRoom(beside file: URL) throws {
        let probe = file.appendingPathExtension("room")
        defer { try? FileManager.default.removeItem(at: probe) }
        do {
            try Data(repeating: 0, count: 4096).write(to: probe)
        } catch {
            throw StoreFailure.noRoom
        }
    }

    private func enqueue(_ job: WriteJob) {
        let starts = line.withLock { line in
            line.waiting.append(job)
            defer { line.isRunning = true }
            return !line.isRunning
        }
        guard starts else { return }
        queue.async { self.drain() }
    }

    private func drain() {
        while var group = nextGroup() {
            switch commit(&group, joinedBy: newcomers) {
            case .doomed where group.count > 1:
                // One of them changed something and failed, or ended the transaction of all: now each has its own.
                for job in group {
                    var alone = [job]
                    job.finish(commit(&alone, joinedBy: { _ in [] }).failure)
                }
            case let outcome:
                for job in group { job.finish(outcome.failure) }
            }
        }
    }

    private func nextGroup() -> [WriteJob]? {
        line.withLock { line in
            guard !line.waiting.isEmpty else {
                line.isRunning = false
                return nil
            }
            return line.take(Self.maximumGroup)
        }
    }

    /// Those who came since the group was formed, as far as there is room in it.
    private func newcomers(_ group: [WriteJob]) -> [WriteJob] {
        line.withLock { $0.take(Self.maximumGroup - group.count) }
    }

    /// Runs a group in one transaction, and then those who join it, until nobody does.
    private func commit(_ group: inout [WriteJob], joinedBy newcomers: ([WriteJob]) -> [WriteJob]) -> CommitOutcome {
        do {
            try database.writeWithoutTransaction { database in
                do {
                    try database.cachedStatement(sql: "BEGIN IMMEDIATE").execute()
                    var done = 0
                    while done < group.count {
                        for job in group[done...] { try job.run(database) }
                        done = group.count
                        group += newcomers(group)
                    }
                    try database.cachedStatement(sql: "COMMIT").execute()
                } catch {
                    // SQLite may have rolled back by itself, as it does when the disk is full.
                    if database.isInsideTransaction { try database.execute(sql: "ROLLBACK") }
                    throw error
                }
            }
            return .durable
        } catch let error as DoomedGroup {
            return .doomed(error)
        } catch {
            return .failed(StoreFailure.translating(error))
        }
    }
}

/// How a group's transaction ended.
private enum CommitOutcome {
    /// The group's writes are on the disk.
    case durable

    /// One of the jobs left changes behind or ended the transaction; all was undone.
    case doomed(DoomedGroup)

    /// It could not be begun or committed; nothing was changed.
    case failed(any Error)

    var failure: (any Error)? {
        switch self {
        case .durable: nil
        case .doomed(let group): group.cause
        case .failed(let error): error
        }
    }
}

/// A job's failure that undoes its whole group: it left changes behind, or ended the transaction.
private struct DoomedGroup: Error {
    let cause: any Error
}

/// One writer's work, and its way to learn the outcome.
private struct WriteJob: Sendable {
    /// Runs the work and keeps its result. Throws ``DoomedGroup`` when the work has failed after it changed something.
    let run: @Sendable (Database) throws -> Void

    /// Tells the writer: the commit's failure if it failed, since what the work saw of its group's writes never was; else
    /// the work's result.
    let finish: @Sendable (_ commitFailure: (any Error)?) -> Void

    init<Value: Sendable>(
        work: @escaping @Sendable (Database) throws -> Value,
        continuation: CheckedContinuation<Value, any Error>
    ) {
        let kept = Kept<Value>()
        run = { database in
            let changes = database.totalChangesCount
            do {
                let value = try work(database)
                kept.result.withLock { $0 = .success(value) }
            } catch {
                let failure = StoreFailure.translating(error)
                kept.result.withLock { $0 = .failure(failure) }
                // SQLite ends the transaction by itself where it can't go on, as on a full disk.
                guard database.isInsideTransaction, database.totalChangesCount == changes else {
                    throw DoomedGroup(cause: failure)
                }
            }
        }
        finish = { commitFailure in
            switch (kept.result.withLock({ $0 }), commitFailure) {
            case (_, let failure?): continuation.resume(throwing: failure)
            case (.failure(let error), nil): continuation.resume(throwing: error)
            case (.success(let value), nil): continuation.resume(returning: value)
            case (nil, nil): continuation.resume(throwing: StoreFailure.lost)
            }
        }
    }

    /// A job's result, from when it has run until it is told.
    private final class Kept<Value: Sendable>: Sendable {
        let result = Mutex<Result<Value, any Error>?>(nil)
    }
}
