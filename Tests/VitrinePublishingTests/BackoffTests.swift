import Testing
import VitrinePublishing

@Suite struct BackoffTests {
    @Test(arguments: [
        (0, 30), (1, 30), (2, 60), (3, 120), (4, 240), (5, 480), (6, 960), (7, 1920), (8, 3600), (9, 3600), (11, 3600),
    ])
    func `waits double up to an hour`(attempts: Int, seconds: Int) {
        var longest = Highest()
        #expect(Backoff().delay(after: attempts, using: &longest) == .seconds(seconds))
    }

    @Test(arguments: 0..<100 as Range<UInt64>) func `jitter takes up to half away`(seed: UInt64) throws {
        var generator = Seeded(state: seed)
        let delay = try #require(Backoff().delay(after: 3, using: &generator))
        #expect((.seconds(60)...(.seconds(120))).contains(delay))
        #expect(delay != .seconds(120))
    }

    @Test(arguments: [12, 13, .max]) func `after twelve attempts there is no further one`(attempts: Int) {
        var longest = Highest()
        #expect(Backoff().delay(after: attempts, using: &longest) == nil)
    }

    @Test func `many attempts don't overflow`() {
        var longest = Highest()
        let patient = Backoff(first: .seconds(1), longest: .seconds(7), maximumAttempts: .max)
        #expect(patient.delay(after: 1_000_000, using: &longest) == .seconds(7))
    }
}

/// Always the highest number, which is no jitter.
private struct Highest: RandomNumberGenerator {
    mutating func next() -> UInt64 { .max }
}

private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state
    }
}
