import Testing
import VitrinePrices
import VitrineTestKit

/// Whatever is sent, reading ends: in prices, or in findings.
struct SpreadsheetFuzzTests {
    private static let workbook: TestWorkbook = {
        var workbook = TestWorkbook(
            [
                ["Prices"], ["Region", "Currency", "1core", .shared(0), "Notes"],
                ["US", "USD", .number("1.5"), .number("1.1000000000000001"), .formula("B1", value: "x")],
                ["CH", .empty, .number("2"), .empty], ["JP", "JPY", .number("1E2"), .number("110"), .shared(1)],
            ],
            after: "<mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells>"
        )
        workbook.strings = ["4core", "na\u{EF}ve &amp; caf\u{E9}"]
        return workbook
    }()

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a flipped byte never changes a price, whatever it breaks`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let bytes = try Python.run("archives.py", ["plain"], input: Self.workbook.bytes)
        let expected = try PriceSpreadsheet(bytes)
        for _ in 0..<25 {
            var broken = bytes
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                broken[Int.random(in: broken.indices, using: &generator)] ^=
                    1 << UInt8.random(in: 0..<8, using: &generator)
            }
            do {
                let read = try PriceSpreadsheet(broken)
                #expect(read == expected)
            } catch let findings as PriceFindings {
                #expect(!findings.all.isEmpty)
            }
        }
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `a part with changed bytes and a right checksum ends in prices or findings`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            var entries = Self.workbook.entries
            let index = Int.random(in: 1..<entries.count, using: &generator)
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                entries[index].bytes.change(using: &generator)
            }
            do {
                _ = try PriceSpreadsheet(ZipWriter(entries: entries).bytes())
            } catch let findings as PriceFindings {
                #expect(!findings.all.isEmpty)
                #expect(findings.all.allSatisfy { !$0.message.isEmpty && !$0.place.description.isEmpty })
            }
        }
    }
}

extension [UInt8] {
    /// Flips a bit, cuts a piece out, doubles one, or puts in something that XML minds.
    fileprivate mutating func change(using generator: inout SeededGenerator) {
        guard count > 8 else { return }
        let start = Int.random(in: indices, using: &generator)
        let piece = start..<Swift.min(count, start + Int.random(in: 1...40, using: &generator))
        let words = [
            "<", ">", "\"", "&", "&amp;", "<c>", "</c>", "<v>", "<!--", "]]>", "\u{0}", "é", "<![CDATA[", "<?a?>",
            "<?xml?>", "<!---->", "&#0;", "&x;", ":", " a:b=\"\"", "\u{FFFE}", "xmlns=\"\"",
            " r=\"A1\"",
        ]
        switch Int.random(in: 0..<5, using: &generator) {
        case 0: self[start] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: removeSubrange(piece)
        case 2: insert(contentsOf: self[piece], at: start)
        case 3: self[start] = UInt8.random(in: 0...255, using: &generator)
        default: insert(contentsOf: Array(words[Int.random(in: words.indices, using: &generator)].utf8), at: start)
        }
    }
}
