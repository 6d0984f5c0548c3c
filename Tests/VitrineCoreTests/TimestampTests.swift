import Testing
import VitrineCore
import VitrineTestKit

struct TimestampTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let text: String
        let ticks: Int64

        init(_ text: String, _ ticks: Int64) {
            self.text = text
            self.ticks = ticks
        }

        var testDescription: String { text }
    }

    /// Counted with another calendar library (Python's `datetime`).
    static let canonical = [
        Row("1970-01-01T00:00:00.0000000Z", 0),
        Row("1970-01-01T00:00:00.0000001Z", 1),
        Row("1969-12-31T23:59:59.9999999Z", -1),
        Row("1969-12-31T23:59:59.0000000Z", -10_000_000),
        Row("2017-06-07T06:15:39.7349221Z", 14_968_161_397_349_221),
        Row("2017-06-07T06:15:40.4771399Z", 14_968_161_404_771_399),
        Row("2000-02-29T12:00:00.0000000Z", 9_518_256_000_000_000),
        Row("2000-03-01T00:00:00.0000000Z", 9_518_688_000_000_000),
        Row("2024-02-29T23:59:59.9999999Z", 17_092_511_999_999_999),
        Row("2024-12-31T23:59:59.0000000Z", 17_356_895_990_000_000),
        Row("1900-02-28T00:00:00.0000000Z", -22_039_776_000_000_000),
        Row("1900-03-01T00:00:00.0000000Z", -22_038_912_000_000_000),
        Row("1601-01-01T00:00:00.0000000Z", -116_444_736_000_000_000),
        Row("0001-01-01T00:00:00.0000000Z", -621_355_968_000_000_000),
        Row("9999-12-31T23:59:59.9999999Z", 2_534_023_007_999_999_999),
    ]

    @Test(arguments: canonical)
    func `a moment is written with seven fraction digits and Z, and read again`(row: Row) {
        #expect(Timestamp(ticks: row.ticks).description == row.text)
        #expect(Timestamp(wire: row.text)?.ticks == row.ticks)
    }

    @Test(arguments: [
        Row("1970-01-01T00:00:01Z", 10_000_000),
        Row("1970-01-01T00:00:00.5Z", 5_000_000),
        Row("1970-01-01T00:00:00.05Z", 500_000),
        Row("1970-01-01T00:00:00.123456Z", 1_234_560),
    ])
    func `a shorter fraction, or none, is read as well`(row: Row) {
        #expect(Timestamp(wire: row.text)?.ticks == row.ticks)
    }

    @Test(arguments: [
        "", "Z", "now", "2017-06-07", "2017-06-07T06:15:39", "2017-06-07T06:15:39.Z", "2017-06-07T06:15:39.12345678Z",
        "2017-06-07T06:15:39+00:00", "2017-06-07T06:15:39z", "2017-06-07t06:15:39Z", "2017-06-07 06:15:39Z",
        "2017-6-07T06:15:39Z", "17-06-07T06:15:39Z", "12017-06-07T06:15:39Z", "-017-06-07T06:15:39Z",
        "2017-00-07T06:15:39Z", "2017-13-07T06:15:39Z", "2017-06-00T06:15:39Z", "2017-06-31T06:15:39Z",
        "2017-02-29T06:15:39Z", "1900-02-29T06:15:39Z", "2100-02-29T06:15:39Z", "2017-06-07T24:00:00Z",
        "2017-06-07T06:60:39Z", "2017-06-07T06:15:60Z", " 2017-06-07T06:15:39Z", "2017-06-07T06:15:39Z ",
        "2017-06-07T06:15:39ZZ", "2017-06-07T06%3A15%3A39Z", "２０１７-06-07T06:15:39Z", "2017-06-07T06:15:39.1e3Z",
    ])
    func `anything else is no moment`(text: String) {
        #expect(Timestamp(wire: text) == nil)
    }

    @Test(arguments: 0..<200 as Range<UInt64>)
    func `what is written is read again, and texts sort as moments do`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let years1To9999 = Int64(-621_355_968_000_000_000)...2_534_023_007_999_999_999
        for _ in 0..<50 {
            let one = Timestamp(ticks: .random(in: years1To9999, using: &generator))
            let other = Timestamp(ticks: .random(in: years1To9999, using: &generator))
            #expect(Timestamp(wire: one.description) == one)
            #expect((one < other) == (one.description < other.description))
        }
    }

    @Test(arguments: [Int64.min, Int64.min + 1, Int64.max])
    func `a moment outside of the calendar's reach is written too`(ticks: Int64) {
        #expect(Timestamp(ticks: ticks).description.hasSuffix("Z"))
    }

    @Test(arguments: [(-1, -1), (0, 0), (9_999_999, 0), (10_000_000, 1), (-10_000_000, -1), (-10_000_001, -2)])
    func `whole seconds are rounded down`(ticks: Int64, seconds: Int64) {
        #expect(Timestamp(ticks: ticks).secondsSince1970 == seconds)
    }

    /// Each made with `date -u -d @SECONDS '+%a, %d %b %Y %H:%M:%S GMT'`.
    @Test(arguments: [
        (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_795_436_639, "Mon, 23 Nov 2026 12:23:59 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `a moment is spelled for HTTP`(seconds: Int64, text: String) {
        #expect(Timestamp(secondsSince1970: seconds).httpDate == text)
    }
}
