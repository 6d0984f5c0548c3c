import Synchronization
import Testing
import VitrineCore
import VitrineTestKit

struct RecentTests {
    @Test func `an answer is given as long as the mark is the same`() {
        let recent = Recent<String, Int>(maximumCost: 10)
        recent.set(1, for: "one", cost: 1, mark: 7)
        #expect(recent.value(for: "one", mark: 7) == 1)
        #expect(recent.value(for: "one", mark: 8) == nil)
        #expect(recent.value(for: "one", mark: 6) == nil)
        #expect(recent.value(for: "two", mark: 7) == nil)
    }

    @Test func `a new answer takes the place of the old one`() {
        let recent = Recent<String, Int>(maximumCost: 10)
        recent.set(1, for: "one", cost: 1, mark: 7)
        recent.set(2, for: "one", cost: 1, mark: 8)
        #expect(recent.value(for: "one", mark: 7) == nil)
        #expect(recent.value(for: "one", mark: 8) == 2)
    }

    @Test func `an old answer never comes back after a newer one`() {
        let recent = Recent<Int, Int>(maximumCost: 4)
        recent.set(1, for: 0, cost: 1, mark: 1)
        recent.set(0, for: 1, cost: 1, mark: 1)
        // The first two are the old generation now.
        recent.set(2, for: 0, cost: 1, mark: 2)
        #expect(recent.value(for: 0, mark: 2) == 2)
        #expect(recent.value(for: 0, mark: 1) == nil)
    }

    @Test func `what is asked for stays, what isn't goes`() {
        let recent = Recent<Int, Int>(maximumCost: 20)
        recent.set(0, for: 0, cost: 1, mark: 1)
        for key in 1..<200 {
            recent.set(key, for: key, cost: 1, mark: 1)
            #expect(recent.value(for: 0, mark: 1) == 0)
        }
        #expect(recent.value(for: 1, mark: 1) == nil)
    }

    @Test func `what costs more than half of the bound is not remembered`() {
        let recent = Recent<Int, Int>(maximumCost: 10)
        recent.set(1, for: 1, cost: 6, mark: 1)
        recent.set(2, for: 2, cost: 5, mark: 1)
        #expect(recent.value(for: 1, mark: 1) == nil)
        #expect(recent.value(for: 2, mark: 1) == 2)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the summed cost of what is kept never exceeds the bound`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let kept = Kept()
        let recent = Recent<Int, Kept.Answer>(maximumCost: 100)
        for _ in 0..<500 {
            let key = Int.random(in: 0..<60, using: &generator)
            if Bool.random(using: &generator) {
                _ = recent.value(for: key, mark: .random(in: 0..<2, using: &generator))
            } else {
                let cost = Int.random(in: 1...60, using: &generator)
                recent.set(
                    Kept.Answer(cost, in: kept),
                    for: key,
                    cost: cost,
                    mark: .random(in: 0..<2, using: &generator)
                )
            }
            #expect(kept.cost <= 100)
        }
        #expect(kept.cost > 0)
    }

    @Test func `many tasks at once are given only what was remembered for their question`() async {
        let recent = Recent<Int, Int>(maximumCost: 64)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    var generator = SeededGenerator(seed: UInt64(task))
                    for _ in 0..<2_000 {
                        let key = Int.random(in: 0..<100, using: &generator)
                        let mark = UInt64.random(in: 0..<3, using: &generator)
                        if let value = recent.value(for: key, mark: mark) { #expect(value == key * 10 + Int(mark)) }
                        recent.set(key * 10 + Int(mark), for: key, cost: 1, mark: mark)
                    }
                }
            }
        }
    }
}

/// The summed cost of the answers that are still alive somewhere.
private final class Kept: Sendable {
    private let total = Mutex(0)

    var cost: Int { total.withLock { $0 } }

    final class Answer: Sendable {
        private let cost: Int
        private let kept: Kept

        init(_ cost: Int, in kept: Kept) {
            self.cost = cost
            self.kept = kept
            kept.total.withLock { $0 += cost }
        }

        deinit { kept.total.withLock { $0 -= cost } }
    }
}
