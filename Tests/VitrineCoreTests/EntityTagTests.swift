import Testing
import VitrineCore

struct EntityTagTests {
    static let tag = EntityTag(Timestamp(ticks: 14_968_161_404_771_399))

    @Test func `a tag is written weak, with its colons percent-encoded`() {
        #expect(Self.tag.description == "W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z'\"")
    }

    @Test(arguments: [
        "W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z'\"",
        "\"datetime'2017-06-07T06%3A15%3A40.4771399Z'\"",
        "W/\"datetime'2017-06-07T06%3a15%3a40.4771399Z'\"",
        "W/\"datetime'2017-06-07T06:15:40.4771399Z'\"",
        "\"datetime'2017-06-07T06:15:40.4771399Z'\"",
        "W/\"datetime'2017-06-07T06%3A15:40.4771399Z'\"",
    ])
    func `a tag is understood weak or strong, its colons encoded or not`(text: String) {
        #expect(EntityTag(text) == Self.tag)
        #expect(EntityTag(Substring(text)) == Self.tag)
    }

    @Test(arguments: [
        "", "*", "W/", "\"\"", "W/\"\"", "\"abc\"", "datetime'2017-06-07T06:15:40.4771399Z'", "\"datetime''\"",
        "W/\"datetime'\"", "\"datetime'\"", "\"datetime'Z'\"", "w/\"datetime'2017-06-07T06:15:40.4771399Z'\"",
        "W/W/\"datetime'2017-06-07T06:15:40.4771399Z'\"", "W/\"Datetime'2017-06-07T06:15:40.4771399Z'\"",
        "W/\"datetime'2017-06-07T06%253A15%253A40.4771399Z'\"", "W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z'",
        "W/\"datetime'2017-06-07T06%3B15%3B40.4771399Z'\"", "W/\"datetime'2017-06-07T06%3A15%3A40.4771399%5A'\"",
        "W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z%'\"", "W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z%3'\"",
        "W/\"datetime'2017-02-30T06%3A15%3A40.4771399Z'\"", " W/\"datetime'2017-06-07T06%3A15%3A40.4771399Z'\"",
        "\"datetime'\u{301}2017-06-07T06:15:40.4771399Z'\"", "\"datetime'2017-06-07T06:15:40.4771399Z'\"\u{301}",
    ])
    func `a text that is not a tag of ours is none`(text: String) {
        #expect(EntityTag(text) == nil)
    }

    @Test(arguments: TimestampTests.canonical)
    func `every moment's tag is read again`(row: TimestampTests.Row) {
        let tag = EntityTag(Timestamp(ticks: row.ticks))
        #expect(EntityTag(tag.description) == tag)
        #expect(tag.description.contains(":") == false)
    }
}
