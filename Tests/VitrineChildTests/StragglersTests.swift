import Foundation
import Testing

@testable import VitrineChild

/// Patience is longer here than these tests have: whoever waits for its end fails.
@Suite("what a command leaves behind", .timeLimit(.minutes(15))) struct StragglersTests {
    @Test func `what was there before stays, with all below it, and the rest is ended`() async throws {
        try await Family.with { family in
            let former = try await [family.grow("sh -c 'sleep 1000; :'"), family.grow("sleep 1000")]
            let stragglers = Stragglers(below: family.root)
            let later = try await family.grow("sleep 1000")
            #expect(await stragglers.end(within: .seconds(3600)) == StragglersEnd(ended: 1, left: []))
            #expect(family.living.isSuperset(of: former))
            #expect(!family.living.contains(later))
        }
    }

    @Test func `what can't be ended is given up, and named`() async throws {
        try await Family.with { family in
            let stragglers = Stragglers(below: family.root) { _, _ in }
            let process = try await family.grow("sleep 1000")
            #expect(await stragglers.end(within: .zero) == StragglersEnd(ended: 0, left: [process]))
        }
    }

    @Test func `what doesn't heed being asked is made to end, sooner where one is in a hurry`() async throws {
        try await Family.with { family in
            let stragglers = Stragglers(below: family.root)
            _ = try await family.grow("exec sh -c 'trap \"\" TERM; exec sleep 1000'")
            #expect(await stragglers.end(within: .seconds(3600)) { true } == StragglersEnd(ended: 1, left: []))
        }
    }

    @Test func `a pause takes its time in a task that is cancelled as well`() async {
        let begin = ContinuousClock.now
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            await Stragglers.pause(.milliseconds(50))
        }
        await task.value
        #expect(begin.duration(to: .now) >= .milliseconds(50))
    }

    @Test(
        arguments: [
            (0, [], nil), (1, [], "the command left 1 process behind; it was ended."),
            (2, [], "the command left 2 processes behind; they were ended."),
            (0, [7], "the command left 1 process behind; 7 couldn't be ended."),
            (2, [7, 8, 9], "the command left 5 processes behind; 7, 8 and 9 couldn't be ended."),
        ] as [(Int, [Int32], String?)]
    )
    func `what became of them is said in a sentence`(ended: Int, left: [Int32], sentence: String?) {
        #expect(StragglersEnd(ended: ended, left: left).sentence == sentence)
    }
}
