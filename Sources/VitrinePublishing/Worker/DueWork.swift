import Logging
import ServiceLifecycle
import Synchronization
import VitrineCore

/// The loop of a worker whose work is rows in a store: takes what is due, works on it, sleeps until more is.
///
/// What it has taken it has leased. An item that throws is logged, and taken again when its lease ends.
final class DueWork<Item: Sendable>: Sendable {
    /// What the loop needs to know about its work.
    struct Work: Sendable {
        /// What an item is called in logs.
        let noun: String

        /// How long an item is leased, in the machine's time: longer than any one may take.
        var leaseTime = Duration.seconds(60)

        /// Most items that are worked on at once.
        var maximumInHand = 128

        /// By then a clock that was set back, or another node's work, is noticed.
        var longestSleep = Duration.seconds(30)

        /// Ends the leases that an earlier run of this worker left behind.
        let release: @Sendable () async throws -> Void

        /// Leases at most so many items that are due at a time, until a later one.
        let lease: @Sendable (_ now: Timestamp, _ end: Timestamp, _ limit: Int) async throws -> [Item]

        /// When the next item is due that nobody works on.
        let nextDue: @Sendable (_ now: Timestamp) async throws -> Timestamp?
        let id: @Sendable (Item) -> GUID
        let handle: @Sendable (Item) async throws -> Void
    }

    private let work: Work
    private let clock: any WallClock
    private let signal: WorkSignal
    private let logger: Logger

    /// The items that are worked on now.
    private let inHand = ItemsInHand()
    private let isPaused = Mutex(false)

    /// An item that somebody else works on may be due all the time.
    private static var shortestSleep: Duration { .milliseconds(10) }

    init(_ work: Work, clock: any WallClock, signal: WorkSignal, logger: Logger) {
        self.work = work
        self.clock = clock
        self.signal = signal
        self.logger = logger
    }

    /// Works until the group shuts down; what is in hand then is finished.
    func run() async throws {
        try await work.release()
        signal.notify()
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                var alarm: Task<Void, Never>?
                for await _ in signal.signals {
                    alarm?.cancel()
                    for item in await take() { group.addTask { await self.handle(item) } }
                    alarm = await nextAlarm()
                }
                alarm?.cancel()
            }
        } onGracefulShutdown: {
            self.signal.finish()
        }
    }

    /// Does everything that is due now, and what becomes due by it, and returns.
    func runDue() async {
        while true {
            let due = await take()
            guard !due.isEmpty else { return }
            await withDiscardingTaskGroup { group in
                for item in due { group.addTask { await self.handle(item) } }
            }
        }
    }

    /// Does everything that is due now, as ``runDue()``, and waits for what ``run()`` has in hand at the same time.
    func settle() async {
        repeat { await runDue() } while await inHand.waitForOne()
    }

    /// Takes nothing more, and returns when nothing is in hand, and so nothing is leased; ``resume()`` goes on.
    func pause() async {
        isPaused.withLock { $0 = true }
        await inHand.waitForAll()
    }

    /// Goes on after a ``pause()``.
    func resume() {
        isPaused.withLock { $0 = false }
        signal.notify()
    }

    /// Leases what is due, as far as there is room.
    private func take() async -> [Item] {
        let room = work.maximumInHand - inHand.count
        // Not for each that ends: a lease is a write.
        guard room >= work.maximumInHand / 4 else { return [] }
        let now = clock.now()
        inHand.beginTaking()
        defer { inHand.endTaking() }
        // Asked for once a pause knows of us.
        guard !isPaused.withLock({ $0 }) else { return [] }
        do {
            let leased = try await work.lease(now, clock.time(after: work.leaseTime), room)
            // One of ours whose lease has run out is still in hand.
            return leased.filter { inHand.take(work.id($0)) }
        } catch {
            log("can't take a \(work.noun)", error)
            return []
        }
    }

    private func handle(_ item: Item) async {
        do {
            try await work.handle(item)
        } catch {
            log("\(work.noun) held up", error, [LogKey.itemID: .string(work.id(item).description)])
        }
        inHand.letGo(work.id(item))
        signal.notify()
    }

    /// Wakes the loop when the next item is due.
    private func nextAlarm() async -> Task<Void, Never> {
        var span = work.longestSleep
        do {
            if let due = try await work.nextDue(clock.now()) {
                span = min(span, max(Self.shortestSleep, clock.span(until: due)))
            }
        } catch {
            log("can't look for a \(work.noun)", error)
        }
        return Task { [signal, span] in
            try? await Task.sleep(for: span)
            if !Task.isCancelled { signal.notify() }
        }
    }

    private func log(_ text: String, _ error: any Error, _ metadata: Logger.Metadata = [:]) {
        let reason: Logger.Metadata = [LogKey.error: .string(String(reflecting: error))]
        logger.error("\(text)", metadata: metadata.merging(reason) { own, _ in own })
    }
}
