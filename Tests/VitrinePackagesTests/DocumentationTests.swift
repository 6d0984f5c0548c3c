import Foundation
import Testing
import VitrinePackages

struct DocumentationTests {
    @Test(arguments: PackageProblem.Code.allCases)
    func `each code is explained to publishers, once, with its level`(code: PackageProblem.Code) throws {
        let problem = "| `\(code.rawValue)` | \(code.level.rawValue) |"
        let rows = try documentation().split(separator: "\n").filter { $0.hasPrefix("| `\(code.rawValue)` |") }
        #expect(rows.count == 1 && rows.allSatisfy { $0.hasPrefix(problem) })
    }

    @Test func `the limits that publishers are told are the standard ones`() throws {
        let limits = PackageLimits.standard, text = try documentation()
        #expect(limits.maximumBytes == 1 << 30 && text.contains("The archive has more than 1 GiB."))
        #expect(limits.maximumFileBytes == 1 << 30 && text.contains("A file has more than 1 GiB when unpacked."))
        #expect(limits.maximumFiles == 10_000 && text.contains("more than 10,000 files"))
        #expect(limits.maximumDirectoryBytes == 16 << 20 && text.contains("their list has more than 16 MiB"))
        #expect(limits.ratioFreeBytes == 64 << 20 && text.contains("more than 64 MiB"))
        #expect(text.contains("are \(limits.maximumRatio) times as large"))
        #expect(limits.maximumJSONBytes == 4 << 20 && text.contains("more than 4 MiB"))
        #expect(text.contains("up to \(limits.maximumProblems) problems"))
    }

    private func documentation() throws -> String {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
        return try String(decoding: Data(contentsOf: tests.appending(path: "../../docs/packages.md")), as: UTF8.self)
    }
}
