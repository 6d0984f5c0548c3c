import Testing
import VitrineCore
import VitrineRehearsal
import VitrineTestKit

struct RehearsalClockTests {
    private let wall = TestClock()

    private func clock(held: Bool = false, speed: Int = 1) -> RehearsalClock {
        var start = Scenario.Clock()
        start.isHeld = held
        start.speed = speed
        return RehearsalClock(start, beside: wall)
    }

    @Test(arguments: [1, 60, 8_640, 100_000])
    func `it runs so many times as fast as the clock on the wall`(speed: Int) {
        let (start, clock) = (wall.now(), clock(speed: speed))
        #expect(clock.now() == start)
        for second in 1...3 {
            wall.advance(seconds: 1)
            #expect(clock.now() == start.advanced(bySeconds: Int64(second * speed)))
        }
    }

    @Test func `one that is held stands still, and goes on from there at its speed`() {
        let (start, clock) = (wall.now(), clock(held: true, speed: 10))
        wall.advance(seconds: 5)
        #expect(clock.now() == start)
        clock.resume()
        #expect(clock.now() == start)
        wall.advance(seconds: 5)
        #expect(clock.now() == start.advanced(bySeconds: 50))
        clock.hold()
        wall.advance(seconds: 5)
        #expect(clock.now() == start.advanced(bySeconds: 50))
    }

    @Test func `another speed counts from now on`() {
        let (start, clock) = (wall.now(), clock())
        wall.advance(seconds: 5)
        clock.resume(speed: 100)
        #expect(clock.now() == start.advanced(bySeconds: 5))
        wall.advance(seconds: 1)
        #expect(clock.now() == start.advanced(bySeconds: 105))
        clock.hold()
        clock.resume()
        #expect(clock.speed == 100)
    }

    @Test(arguments: [false, true])
    func `it is put to a time, and begins anew at the one on the wall`(held: Bool) {
        let (start, clock) = (wall.now(), clock(held: held, speed: 2))
        clock.set(to: start.advanced(bySeconds: 86_400))
        wall.advance(seconds: 1)
        #expect(clock.now() == start.advanced(bySeconds: held ? 86_400 : 86_402))
        #expect(clock.isHeld == held)
        clock.restart(Scenario.Clock())
        #expect(clock.now() == wall.now())
        #expect(!clock.isHeld && clock.speed == 1)
    }

    @Test(arguments: [1, 3_600])
    func `it says what it will show, and how long that takes on the wall`(speed: Int) {
        let (start, clock) = (wall.now(), clock(speed: speed))
        let due = start.advanced(bySeconds: 7_200)
        #expect(clock.span(until: due) == .seconds(7_200 / speed))
        #expect(clock.time(after: .seconds(7_200 / speed)) == due)
        #expect(clock.span(until: start.advanced(bySeconds: -1)) == .zero)
    }

    @Test func `its last moment is where it stays`() {
        let clock = clock(speed: 100_000)
        wall.set(Timestamp(secondsSince1970: 200_000_000_000))
        #expect(clock.now() == RehearsalClock.last && RehearsalClock.last.description.hasPrefix("8999-12-31T23:59:59"))
        clock.hold()
        clock.resume()
        #expect(clock.now() == RehearsalClock.last)
    }
}
