import Foundation
import Testing
import VitrinePrices
import VitrineTestKit

/// What is wrong with the file as a zip archive.
struct HostileArchiveTests {
    private static let workbook = TestWorkbook([["Region", "1core"], ["US", .number("1")]])

    @Test(
        arguments: [
            ([], "NotAnXlsx"), (Array("Region,1core\nUS,1\n".utf8), "NotAnXlsx"), (Array("%PDF-1.7".utf8), "NotAnXlsx"),
            (Array("PK".utf8), "NotAnXlsx"),
            ([0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18), "NotAnXlsx"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "ProtectedOrOldWorkbook"),
            (Array("PK\u{3}\u{4}".utf8), "DamagedArchive"),
            (Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 7, count: 5000), "DamagedArchive"),
        ] as [([UInt8], String)]
    )
    func `what is no workbook is told from one that is damaged or protected`(bytes: [UInt8], code: String) throws {
        let findings = try PriceSpreadsheet.findings(in: bytes)
        #expect(findings == ["the spreadsheet \(code)"])
    }

    @Test func `a file cut short anywhere is damaged`() throws {
        let bytes = Self.workbook.bytes
        for length in stride(from: 4, to: bytes.count, by: 7) {
            let findings = try PriceSpreadsheet.findings(in: Array(bytes[..<length]))
            #expect(findings == ["the spreadsheet DamagedArchive"])
        }
    }

    @Test(arguments: [
        ("ratio", "xl/worksheets/sheet1.xml ExpandsTooMuch"),
        ("absolute", "xl/worksheets/sheet1.xml PartTooLarge"),
        ("unread", "xl/media/image1.png PartTooLarge"),
        ("bzip2", "[Content_Types].xml UnknownCompression"),
        ("nested", "xl/embeddings/Microsoft_Excel_Sheet1.xlsx NestedArchive"),
        ("wrapped", "prices.XLSX NestedArchive"),
        ("wrapped-unnamed", "the spreadsheet WorkbookMissing"),
    ])
    func `a bomb, or a workbook inside of something, is refused`(kind: String, expected: String) throws {
        let bytes = try Python.run("archives.py", [kind], input: Self.workbook.bytes)
        let findings = try PriceSpreadsheet.findings(in: bytes)
        #expect(findings == [expected])
    }

    @Test func `a bomb that lies about its size is refused before it goes off`() throws {
        let bytes = try Python.run("archives.py", ["lying"], input: Self.workbook.bytes)
        let before = try peakMemory()
        let findings = try PriceSpreadsheet.findings(in: bytes)
        #expect(findings == ["xl/worksheets/sheet1.xml PartTooLarge"])
        // 100 MiB were announced as 5000 bytes.
        #expect(try peakMemory() - before < 60 << 20)
    }

    @Test(arguments: [
        ("../evil.xml", "../evil.xml UnsafePartName"), ("xl/../../evil.xml", "xl/../../evil.xml UnsafePartName"),
        ("/etc/passwd", "/etc/passwd UnsafePartName"), ("C:/evil.xml", "C:/evil.xml UnsafePartName"),
        ("xl\\evil.xml", "xl\\evil.xml UnsafePartName"), ("xl//evil.xml", "xl//evil.xml UnsafePartName"),
        ("./evil.xml", "./evil.xml UnsafePartName"), ("../", "../ UnsafePartName"),
        ("xl/workbook.xml", "the spreadsheet DuplicatePart"), ("XL/WorkBook.XML", "XL/WorkBook.XML DuplicatePart"),
        ("xl/inner.zip", "xl/inner.zip NestedArchive"), ("prices.xlsx", "prices.xlsx NestedArchive"),
    ])
    func `a part with a name that it can't have is refused`(name: String, expected: String) throws {
        var workbook = Self.workbook
        workbook.added = [ZipWriter.Entry(name, "x")]
        // libzip itself may see to names that lead out.
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == [expected])
    }

    @Test func `folders are no parts`() throws {
        var workbook = Self.workbook
        workbook.added = [ZipWriter.Entry("xl/", ""), ZipWriter.Entry("xl/media/", "")]
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings.isEmpty)
    }

    @Test func `an encrypted part is refused`() throws {
        var workbook = Self.workbook
        var entry = ZipWriter.Entry("docProps/app.xml", [UInt8](repeating: 9, count: 64))
        entry.flags = 1
        workbook.added = [entry]
        let findings = try PriceSpreadsheet.findings(in: workbook.bytes)
        #expect(findings == ["docProps/app.xml EncryptedPart"])
    }

    @Test(arguments: [8, 9, 14, 93, 95] as [UInt16])
    func `a part that isn't compressed as it says, or in an uncommon way, is refused`(method: UInt16) throws {
        var entries = Self.workbook.entries
        entries[5].method = method
        let code = method == 8 ? "DamagedArchive" : "UnknownCompression"
        let findings = try PriceSpreadsheet.findings(in: ZipWriter(entries: entries).bytes())
        #expect(findings == ["xl/worksheets/sheet1.xml \(code)"])
    }

    @Test func `a part that isn't what its checksum says is damaged`() throws {
        for index in [1, 2, 3, 4, 5] {
            var entries = Self.workbook.entries
            entries[index].claimedCRC = 7
            let name = String(decoding: entries[index].name, as: UTF8.self)
            let findings = try PriceSpreadsheet.findings(in: ZipWriter(entries: entries).bytes())
            #expect(findings == ["\(name) DamagedArchive"])
        }
    }

    @Test func `two names for one file, in its own header and in the directory, are refused`() throws {
        var entries = Self.workbook.entries
        entries[5].localName = Array("xl/worksheets/sheet2.xml".utf8)
        let findings = try PriceSpreadsheet.findings(in: ZipWriter(entries: entries).bytes())
        #expect(findings == ["the spreadsheet DamagedArchive"])
    }

    @Test func `room that Excel leaves for growth in a file's own header does no harm`() throws {
        var entries = Self.workbook.entries
        entries[0].localExtra = [0x20, 0xA2, 0x04, 0x00, 0x20, 0xA2, 0x00, 0x00]
        let findings = try PriceSpreadsheet.findings(in: ZipWriter(entries: entries).bytes())
        #expect(findings.isEmpty)
    }

    @Test func `a directory that claims more entries than the file could hold is refused`() throws {
        var bytes = Self.workbook.bytes
        for offset in [10, 11, 12, 13] { bytes[bytes.count - offset - 1] = 0xFE }
        let findings = try PriceSpreadsheet.findings(in: bytes)
        #expect(findings == ["the spreadsheet DamagedArchive"])
    }

    @Test(arguments: [6, 7, 1 << 16, 1 << 32, 1 << 48, .max] as [UInt64])
    func `a directory of the large kind is read, and can't claim what isn't there either`(count: UInt64) throws {
        let little = { (number: UInt64) in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
        var bytes = Self.workbook.bytes
        let end = Array(bytes.suffix(22)), place = UInt64(bytes.count - 22)
        // The record of the large kind, where it stands, and an end that refers to it by its largest numbers.
        let record = [0x50, 0x4B, 0x06, 0x06] + little(44) + [45, 0, 45, 0] + [UInt8](repeating: 0, count: 8)
        let size = UInt64(end[12]) | UInt64(end[13]) << 8, offset = UInt64(end[16]) | UInt64(end[17]) << 8
        bytes.removeLast(22)
        bytes += record + little(count) + little(count) + little(size) + little(offset)
        bytes += [0x50, 0x4B, 0x06, 0x07, 0, 0, 0, 0] + little(place) + [1, 0, 0, 0]
        bytes += [0x50, 0x4B, 0x05, 0x06, 0, 0, 0, 0] + [UInt8](repeating: 0xFF, count: 12) + [0, 0]
        let before = try peakMemory()
        let findings = try PriceSpreadsheet.findings(in: bytes)
        #expect(findings == (count == 6 ? [] : ["the spreadsheet DamagedArchive"]))
        #expect(try peakMemory() - before < 50 << 20)
    }

    @Test func `each limit of the archive is kept, and holds what is just within it`() throws {
        let bytes = Self.workbook.bytes, parts = Self.workbook.entries
        let longest = try #require(parts.map(\.bytes.count).max())
        let cases: [(WritableKeyPath<SpreadsheetLimits, Int>, Int, String)] = [
            (\.maximumBytes, bytes.count, "the spreadsheet SpreadsheetTooLarge"),
            (\.maximumParts, parts.count, "the spreadsheet TooManyParts"),
            (\.maximumPartBytes, longest, "PartTooLarge"),
        ]
        for (limit, within, code) in cases {
            var limits = SpreadsheetLimits.standard
            limits[keyPath: limit] = within
            let allowed = try PriceSpreadsheet.findings(in: bytes, limits: limits)
            #expect(allowed.isEmpty)
            limits[keyPath: limit] = within - 1
            let findings = try PriceSpreadsheet.findings(in: bytes, limits: limits)
            #expect(findings.count == 1 && findings[0].hasSuffix(code), "\(findings)")
        }
    }

    /// The most that this process ever held, in bytes, as Linux counts it.
    private func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber))) * 1024
    }
}
