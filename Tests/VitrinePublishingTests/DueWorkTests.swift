import Logging
import Synchronization
import Testing
import VitrineCore
import VitrineServer
import VitrineTestKit

@testable import VitrinePublishing

/// The loop of every worker, over rows that stand in memory.
@Suite(.timeLimit(.minutes(15))) struct DueWorkTests {
    private struct Broken: Error {}

    @Test func `no more is in hand than may be, and no lease is written for one place that is free`() async throws {
        let rows = Rows()
        for number in UInt64(1)...30 { rows.add(number) }
        let signals = Signals()
        let counts = Mutex((begun: 0, now: 0, most: 0))
        try await rows.worked {
            $0.maximumInHand = 8
            $0.longestSleep = .milliseconds(10)
        } on: { _ in
            let place = counts.withLock { counts in
                counts = (counts.begun + 1, counts.now + 1, max(counts.most, counts.now + 1))
                return counts.begun
            }
            signals.raise("began")
            await signals.wait(for: "go", count: place)
            counts.withLock { $0.now -= 1 }
        } while: { _ in
            for begun in stride(from: 8, through: 30, by: 2) {
                await signals.wait(for: "began", count: begun)
                signals.raise("go")
                await rows.signals.wait(for: "done", count: begun - 7)
                // Time to lease one, for whoever would.
                await rows.signals.wait(for: "looked", count: rows.signals.count("looked") + 2)
                signals.raise("go")
            }
            for _ in 1...6 { signals.raise("go") }
            await rows.signals.wait(for: "done", count: 30)
        }
        #expect(counts.withLock { $0.most } == 8)
        #expect(rows.limits.allSatisfy { 2...8 ~= $0 }, "\(rows.limits)")
    }

    @Test func `one that is in hand isn't worked on again when its lease has run out`() async throws {
        let rows = Rows()
        rows.add(1)
        let signals = Signals()
        try await rows.worked {
            $0.leaseTime = .zero
        } on: { _ in
            signals.raise("began")
            await signals.wait(for: "go")
        } while: { signal in
            await signals.wait(for: "began")
            let leases = rows.signals.count("leased")
            signal.notify()
            await rows.signals.wait(for: "leased", count: leases + 1)
            signal.notify()
            await rows.signals.wait(for: "leased", count: leases + 2)
            signals.raise("go")
            await rows.signals.wait(for: "done")
        }
        #expect(signals.count("began") == 1)
    }

    @Test func `one that has more to do is taken again at once`() async throws {
        let rows = Rows()
        rows.add(1)
        let times = Mutex(0)
        try await rows.worked {
            $0.leaseTime = .seconds(3600)
            $0.longestSleep = .seconds(3600)
        } on: { _ in
            let isFirst = times.withLock {
                $0 += 1; return $0 == 1
            }
            if isFirst { rows.add(1) }
        } while: { _ in
            await rows.signals.wait(for: "done")
        }
        #expect(times.withLock { $0 } == 2)
    }

    @Test func `it wakes when the next one is due`() async throws {
        let rows = Rows()
        rows.add(1, after: .milliseconds(200))
        try await rows.worked {
            $0.longestSleep = .seconds(3600)
        } on: { _ in
        } while: { _ in
            await rows.signals.wait(for: "done")
        }
        #expect(rows.signals.count("done") == 1)
    }

    @Test func `it looks again after its longest sleep, whatever it knows of`() async throws {
        let rows = Rows()
        rows.add(1, after: .seconds(7200))
        try await rows.worked {
            $0.longestSleep = .milliseconds(20)
        } on: { _ in
        } while: { _ in
            await rows.signals.wait(for: "leased")
            // As another node does it: nobody is told.
            rows.add(2)
            await rows.signals.wait(for: "done")
        }
        #expect(rows.left == [GUID(high: 0, low: 1)])
    }

    @Test func `one that fails is left to the end of its lease, and the others go on`() async throws {
        let rows = Rows()
        rows.add(1)
        rows.add(2)
        let failures = Mutex(0)
        try await rows.worked {
            $0.leaseTime = .milliseconds(50)
        } on: { id in
            guard id == GUID(high: 0, low: 1) else { return }
            let isFirst = failures.withLock {
                $0 += 1; return $0 == 1
            }
            if isFirst { throw Broken() }
        } while: { _ in
            await rows.signals.wait(for: "done", count: 2)
        }
        #expect(failures.withLock { $0 } == 2)
    }

    @Test func `a store that can't be asked is asked again`() async throws {
        let rows = Rows()
        rows.add(1)
        rows.breakOnce()
        try await rows.worked {
            $0.longestSleep = .milliseconds(20)
        } on: { _ in
        } while: { _ in
            await rows.signals.wait(for: "done")
        }
        #expect(rows.left == [])
    }
}

/// Items that are due at some time, as a table of a store has them.
private final class Rows: Sendable {
    private struct Broken: Error {}

    private struct State {
        var due: [GUID: Timestamp] = [:]
        var leases: [GUID: Timestamp] = [:]
        var limits: [Int] = []
        var isBroken = false
    }

    /// Raises `leased` and `looked` when it was asked for rows or for the time of the next, and `done` for each that is gone.
    let signals = Signals()
    private let state = Mutex(State())
    private let clock = SystemClock()

    /// How many were asked for, each time.
    var limits: [Int] { state.withLock { $0.limits } }
    var left: [GUID] { state.withLock { $0.due.keys.sorted { $0.description < $1.description } } }

    func add(_ number: UInt64, after span: Duration = .zero) {
        let due = clock.time(after: span)
        state.withLock { $0.due[GUID(high: 0, low: number)] = due }
    }

    /// The next lease, and the next look for what is due, fail.
    func breakOnce() {
        state.withLock { $0.isBroken = true }
    }

    /// Runs a worker over them for as long as `body` takes; what is in hand then is waited for.
    func worked(
        _ change: (inout DueWork<GUID>.Work) -> Void,
        on handle: @escaping @Sendable (GUID) async throws -> Void,
        while body: (WorkSignal) async throws -> Void
    ) async throws {
        var work = DueWork.Work(
            noun: "row",
            release: {},
            lease: { now, end, limit in try self.lease(now, end, limit) },
            nextDue: { now in try self.nextDue(now) },
            id: { $0 },
            handle: { id in
                try await handle(id)
                self.finish(id)
            }
        )
        change(&work)
        let signal = WorkSignal()
        let loop = DueWork(work, clock: clock, signal: signal, logger: Logger(label: "rows"))
        async let running: Void = loop.run()
        do {
            try await body(signal)
        } catch {
            signal.finish()
            throw error
        }
        signal.finish()
        try await running
    }

    private func lease(_ now: Timestamp, _ end: Timestamp, _ limit: Int) throws -> [GUID] {
        defer { signals.raise("leased") }
        return try state.withLock { state in
            guard !state.isBroken else { throw Broken() }
            state.limits.append(limit)
            let taken = Array(state.due.filter { $0.value <= now }.keys.prefix(limit))
            for id in taken { (state.due[id], state.leases[id]) = (end, end) }
            return taken
        }
    }

    /// Ends a row, unless it became due again meanwhile.
    private func finish(_ id: GUID) {
        let isDone = state.withLock { state in
            guard state.due[id] == state.leases[id] else { return false }
            state.due[id] = nil
            return true
        }
        if isDone { signals.raise("done") }
    }

    private func nextDue(_ now: Timestamp) throws -> Timestamp? {
        defer { signals.raise("looked") }
        return try state.withLock { state in
            guard !state.isBroken else {
                state.isBroken = false
                throw Broken()
            }
            return state.due.values.min()
        }
    }
}
