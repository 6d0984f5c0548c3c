import Testing
import VitrineArtifacts

@Suite struct ByteRangeTests {
    private static let tag = "\"abc\""

    @Test(arguments: [
        ("bytes=0-99", ByteRange.part(0..<100)),
        ("bytes=0-0", .part(0..<1)),
        ("bytes=999-999", .part(999..<1_000)),
        ("bytes=500-", .part(500..<1_000)),
        ("bytes=500-5000", .part(500..<1_000)),
        ("bytes=0-", .part(0..<1_000)),
        ("bytes=-500", .part(500..<1_000)),
        ("bytes=-5000", .part(0..<1_000)),
        ("Bytes=1-2", .part(1..<3)),
        ("bytes= 1-2 ,", .part(1..<3)),
        ("bytes=0-99999999999999999999999", .part(0..<1_000)),
        ("bytes=-99999999999999999999999", .part(0..<1_000)),
        ("bytes=1000-", .unsatisfiable),
        ("bytes=1000-2000", .unsatisfiable),
        ("bytes=99999999999999999999999-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable),
        ("bytes=0-1,5-6", .whole),
        ("bytes=0-1,2000-", .whole),
        ("bytes=5-4", .whole),
        ("bytes=", .whole),
        ("bytes=,", .whole),
        ("bytes=-", .whole),
        ("bytes=a-b", .whole),
        ("bytes=1", .whole),
        ("bytes=+1-2", .whole),
        ("bytes=1 - 2", .whole),
        ("bytes=1-2-3", .whole),
        ("bytes=--5", .whole),
        ("bytes=١-٢", .whole),
        ("bytes 0-1", .whole),
        ("lines=0-1", .whole),
        ("", .whole),
    ])
    func `a range is read as RFC 9110 says`(header: String, range: ByteRange) {
        #expect(ByteRange(header, entityTag: Self.tag, size: 1_000) == range)
    }

    @Test func `without the header everything is asked for`() {
        #expect(ByteRange(nil, entityTag: Self.tag, size: 1_000) == .whole)
    }

    @Test(
        arguments: [
            (nil, ByteRange.part(0..<1)), ("\"abc\"", .part(0..<1)), ("W/\"abc\"", .whole), ("\"abd\"", .whole),
            ("abc", .whole), ("*", .whole), ("Wed, 21 Oct 2015 07:28:00 GMT", .whole),
        ] as [(String?, ByteRange)]
    )
    func `a part of another content isn't given`(ifRange: String?, range: ByteRange) {
        #expect(ByteRange("bytes=0-0", ifRange: ifRange, entityTag: Self.tag, size: 1_000) == range)
    }

    @Test func `of nothing there is no part`() {
        #expect(ByteRange("bytes=0-", entityTag: Self.tag, size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-5", entityTag: Self.tag, size: 0) == .whole)
    }

    @Test func `the answer says which part it is`() {
        #expect(ByteRange.part(0..<100).contentRange(size: 1_000) == "bytes 0-99/1000")
        #expect(ByteRange.unsatisfiable.contentRange(size: 1_000) == "bytes */1000")
        #expect(ByteRange.whole.contentRange(size: 1_000) == nil)
    }
}
