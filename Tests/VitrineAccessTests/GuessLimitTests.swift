import Testing
import VitrineAccess
import VitrineCore
import VitrineTestKit

@Suite struct GuessLimitTests {
    private let clock = TestClock()
    private let client = GUID.random()

    @Test func `ten failures are let through, then one more every six seconds`() {
        let limit = GuessLimit(clock: clock)
        for _ in 0..<10 {
            #expect(limit.secondsToWait(guess()) == nil)
            limit.failed(guess())
        }
        #expect(limit.secondsToWait(guess()) == 6)
        clock.advance(seconds: 5)
        #expect(limit.secondsToWait(guess()) == 1)
        clock.advance(seconds: 1)
        #expect(limit.secondsToWait(guess()) == nil)
        limit.failed(guess())
        #expect(limit.secondsToWait(guess()) == 6)
    }

    @Test func `after a minute without failures all ten tries are back`() {
        let limit = GuessLimit(clock: clock)
        for _ in 0..<10 { limit.failed(guess()) }
        clock.advance(seconds: 60)
        for _ in 0..<10 {
            #expect(limit.secondsToWait(guess()) == nil)
            limit.failed(guess())
        }
        #expect(limit.secondsToWait(guess()) != nil)
    }

    @Test func `a long time without failures gives no more than ten tries`() {
        let limit = GuessLimit(clock: clock)
        limit.failed(guess())
        clock.advance(seconds: 3600)
        for _ in 0..<10 { limit.failed(guess()) }
        #expect(limit.secondsToWait(guess()) == 6)
    }

    @Test func `another client and another address have tries of their own`() {
        let limit = GuessLimit(clock: clock)
        for _ in 0..<10 { limit.failed(guess()) }
        #expect(limit.secondsToWait(guess(.random())) == nil)
        #expect(limit.secondsToWait(guess(from: "192.0.2.2")) == nil)
    }

    @Test func `fifty failures from one address close it for every client, and no success opens it`() {
        let limit = GuessLimit(clock: clock)
        for _ in 0..<50 { limit.failed(guess(.random())) }
        #expect(limit.secondsToWait(guess()) == 6)
        limit.succeeded(guess())
        #expect(limit.secondsToWait(guess()) == 6)
        #expect(limit.secondsToWait(guess(from: "192.0.2.2")) == nil)
    }

    @Test func `a success gives a client all its tries back`() {
        let limit = GuessLimit(clock: clock)
        for _ in 0..<9 { limit.failed(guess()) }
        limit.succeeded(guess())
        for _ in 0..<10 {
            #expect(limit.secondsToWait(guess()) == nil)
            limit.failed(guess())
        }
        #expect(limit.secondsToWait(guess()) != nil)
    }

    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ("192.0.2.1", "192.0.2.2", false),
        ("unknown", "unknown", true),
    ])
    func `addresses of one IPv6 network share their tries`(one: String, other: String, shared: Bool) {
        let limit = GuessLimit(clock: clock)
        for _ in 0..<10 { limit.failed(guess(from: one)) }
        #expect((limit.secondsToWait(guess(from: other)) != nil) == shared)
    }

    @Test func `memory is bounded, and who owes most is remembered longest`() {
        let limit = GuessLimit(clock: clock, maximumBuckets: 100)
        for _ in 0..<10 { limit.failed(guess()) }
        for number in 0..<500 { limit.failed(guess(.random(), from: "10.0.\(number / 250).\(number % 250)")) }
        #expect(limit.secondsToWait(guess()) == 6)
    }

    private func guess(_ client: GUID? = nil, from address: String = "192.0.2.1") -> GuessLimit.Guess {
        GuessLimit.Guess(clientID: client ?? self.client, remoteAddress: address)
    }
}
