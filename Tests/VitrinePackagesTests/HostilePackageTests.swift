import Foundation
import Testing
import VitrinePackages
import VitrineTestKit

/// What is wrong with the file as a zip archive.
struct HostilePackageTests {
    @Test(
        arguments: [
            ([], "NotAZip"), (Array("{}".utf8), "NotAZip"), ([UInt8](repeating: 7, count: 70_000), "NotAZip"),
            (Array("PK".utf8), "DamagedArchive"),
            (Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 7, count: 5000), "DamagedArchive"),
        ] as [([UInt8], String)]
    )
    func `what is no archive is told from one that is damaged`(bytes: [UInt8], code: String) throws {
        let found = try PackageFixture.look(into: bytes, as: .any)
        #expect(found.summary == ["the package \(code)"])
        #expect(!found.isComplete)
    }

    @Test func `an archive without files opens`() throws {
        let empty = [ZipWriter.Entry]()
        #expect(try PackageFixture.look(into: empty, as: .any).problems.isEmpty)
    }

    @Test(arguments: ["/nowhere/package.zip", "/", "/etc/hostname\u{0}.zip"])
    func `a file that can't be read is the server's fault, not the publisher's`(path: String) {
        let problems = PackageArchive.problems(inFile: path, kind: .any)
        #expect(problems.map(\.code) == [.unreadable])
    }

    @Test(arguments: ["deflated", "streamed", "large-headers", "nested", "commented"])
    func `archives as programs write them are fine`(made: String) throws {
        let found = try PackageFixture.look(intoMade: made, as: .solution)
        #expect(found.summary.isEmpty)
        #expect(found.isComplete)
    }

    @Test(arguments: [
        ("bzip2", ["mainTemplate.json UnknownCompression", "createUiDefinition.json UnknownCompression"]),
        ("bomb", ["the package ExpandsTooMuch"]), ("long", ["mainTemplate.json JsonTooLarge"]),
        ("many", ["the package TooManyFiles"]),
    ])
    func `a bomb, or too much of anything, is refused`(made: String, expected: [String]) throws {
        #expect(try PackageFixture.look(intoMade: made, as: .solution).summary == expected)
    }

    @Test func `a file that expands beyond the limit and lies about it is never held in memory`() throws {
        let before = try peakMemory()
        let found = try PackageFixture.look(intoMade: "lying", as: .solution)
        #expect(found.summary == ["mainTemplate.json JsonTooLarge"])
        // 200 MiB were announced as 5000 bytes.
        #expect(try peakMemory() - before < 100 << 20)
    }

    @Test func `a directory longer than its limit is refused before libzip sees it`() throws {
        var limits = PackageLimits.standard
        limits.maximumDirectoryBytes = 46 * 2 + "mainTemplate.json".count + "createUiDefinition.json".count
        #expect(try PackageFixture.look(into: PackageFixture.solution, as: .solution, limits: limits).problems.isEmpty)
        limits.maximumDirectoryBytes -= 1
        let found = try PackageFixture.look(into: PackageFixture.solution, as: .solution, limits: limits)
        #expect(found.summary == ["the package TooManyFiles"])
    }

    @Test func `files are counted, whatever number the archive's end claims`() throws {
        var limits = PackageLimits.standard
        limits.maximumFiles = 1
        var bytes = ZipWriter(entries: PackageFixture.solution).bytes()
        bytes[bytes.count - 14] = 1
        bytes[bytes.count - 12] = 1
        #expect(try PackageFixture.look(into: bytes, as: .any, limits: limits).summary == ["the package TooManyFiles"])
        #expect(try PackageFixture.look(into: bytes, as: .any).summary == ["the package DamagedArchive"])
    }

    @Test func `two ends make two archives of one file, and are refused`() throws {
        var bytes = ZipWriter(entries: PackageFixture.solution).bytes()
        let end = Array(bytes.suffix(22))
        bytes[bytes.count - 2] = 22
        #expect(try PackageFixture.look(into: bytes + end, as: .any).summary == ["the package DamagedArchive"])
    }

    @Test func `thousands of ends in one file are no trouble`() throws {
        let bytes = ZipWriter(entries: PackageFixture.solution).bytes()
        var end = Array(bytes.suffix(22))
        for place in 8..<12 { end[place] = 0xFF }
        let found = try PackageFixture.look(into: bytes + Array(repeating: end, count: 2_900).joined(), as: .any)
        #expect(found.summary == ["the package DamagedArchive"])
    }

    @Test func `each limit of the archive is kept, and holds what is just within it`() throws {
        let entries = PackageFixture.solution, bytes = ZipWriter(entries: entries).bytes()
        let longest = try #require(entries.map(\.bytes.count).max())
        let cases: [(WritableKeyPath<PackageLimits, Int>, Int, String)] = [
            (\.maximumBytes, bytes.count, "the package PackageTooLarge"),
            (\.maximumFiles, entries.count, "the package TooManyFiles"),
            (\.maximumFileBytes, longest, "mainTemplate.json FileTooLarge"),
            (\.maximumJSONBytes, longest, "mainTemplate.json JsonTooLarge"),
        ]
        for (limit, within, expected) in cases {
            var limits = PackageLimits.standard
            limits[keyPath: limit] = within
            #expect(try PackageFixture.look(into: bytes, as: .solution, limits: limits).summary == [])
            limits[keyPath: limit] = within - 1
            #expect(try PackageFixture.look(into: bytes, as: .solution, limits: limits).summary == [expected])
        }
    }

    @Test func `problems are listed up to their limit, and the list says when it was cut`() throws {
        let entries = (0..<60).map { ZipWriter.Entry("../\($0)", "") }
        let cut = try PackageFixture.look(into: entries, as: .any)
        #expect(cut.problems.count == 50 && !cut.isComplete)
        let whole = try PackageFixture.look(into: Array(entries.prefix(50)), as: .any)
        #expect(whole.problems.count == 50 && whole.isComplete)
    }

    /// The most that this process ever held, in bytes, as Linux counts it.
    private func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
        return try #require(Int(line.filter(\.isNumber))) * 1024
    }
}
