import Foundation
import Testing
import VitrinePrices

struct DocumentationTests {
    @Test(arguments: PriceFinding.Code.allCases)
    func `each code is explained to publishers, once`(code: PriceFinding.Code) throws {
        let rows = try documentation().split(separator: "\n").filter { $0.hasPrefix("| `\(code.rawValue)` |") }
        #expect(rows.count == 1)
    }

    @Test(arguments: CoreSize.all)
    func `each core size is listed for publishers`(size: CoreSize) throws {
        #expect(try documentation().contains("`\(size)`"))
    }

    @Test func `the limits that publishers are told are the standard ones`() throws {
        let limits = SpreadsheetLimits.standard, text = try documentation()
        #expect(limits.maximumBytes == 4 << 20 && text.contains("more than 4 MiB."))
        #expect(limits.maximumPartBytes == 4 << 20 && text.contains("more than 4 MiB when unpacked"))
        #expect(limits.ratioFreeBytes == 1 << 20 && text.contains("more than 1 MiB"))
        #expect(text.contains("more than \(limits.maximumRatio) times"))
        #expect(text.contains("more than \(limits.maximumParts) files"))
        #expect(text.contains("More than \(limits.maximumRows) rows"))
        #expect(text.contains("the \(limits.maximumColumns)th column"))
        #expect(text.contains("More than \(limits.maximumRanges) ranges"))
        #expect(limits.maximumSharedStrings == 20_000 && text.contains("20,000 texts"))
        #expect(limits.maximumFindings == 100 && text.contains("up to a hundred"))
    }

    private func documentation() throws -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        let file = tests.appending(path: "../../docs/spreadsheets.md")
        return try String(decoding: Data(contentsOf: file), as: UTF8.self)
    }
}
