import Testing
import VitrinePackages
import VitrineTestKit

/// Names, and the files themselves.
struct PackageFilesTests {
    @Test(arguments: [
        "../evil", "a/../../evil", "/etc/passwd", "C:/evil", "c:evil", "a\\evil", "a//evil", "./evil", "../", "..",
        "a\nb",
        "a\u{0}b", "..\u{2F}\u{301}evil", "/\u{301}evil", "\\\\server\\evil", "",
    ])
    func `a name that leads elsewhere is refused`(name: String) throws {
        let found = try PackageFixture.look(into: [ZipWriter.Entry("fine", "x"), ZipWriter.Entry(name, "")], as: .any)
        #expect(found.problems.map(\.code) == [.unsafeName])
        #expect(found.problems.first?.place == .file(name))
    }

    @Test(arguments: ["a", "a/b", "a/", ".hidden", "a..b", "...", "ab:c", "grün/日本.json", "inner.zip"])
    func `a name that stays inside is fine`(name: String) throws {
        #expect(try PackageFixture.look(into: [ZipWriter.Entry(name, "")], as: .any).summary == [])
    }

    @Test(arguments: [("a", "a"), ("a", "A"), ("nested/X.json", "Nested/x.json"), ("É", "é"), ("a", "a/")])
    func `two files of one name are refused, whatever their capital letters`(first: String, second: String) throws {
        let found = try PackageFixture.look(into: [ZipWriter.Entry(first, ""), ZipWriter.Entry(second, "")], as: .any)
        #expect(found.summary == ["\(second) DuplicateName"])
    }

    @Test func `names that aren't UTF-8 stay different`() throws {
        var entries = [ZipWriter.Entry("", "x"), ZipWriter.Entry("", "x")]
        entries[0].name = [0x61, 0xFF]
        entries[1].name = [0x61, 0xFE]
        #expect(try PackageFixture.look(into: entries, as: .any).summary == [])
    }

    @Test func `an encrypted file is refused wherever it stands, and isn't read`() throws {
        var entries = PackageFixture.solution + [ZipWriter.Entry("nested/x", [UInt8](repeating: 9, count: 64))]
        entries[2].flags = 1
        #expect(try PackageFixture.look(into: entries, as: .solution).summary == ["nested/x EncryptedFile"])
        entries[0].flags = 1
        let found = try PackageFixture.look(into: entries, as: .solution)
        #expect(found.summary == ["mainTemplate.json EncryptedFile", "nested/x EncryptedFile"])
    }

    @Test func `a file that isn't what its checksum or its size says is damaged`() throws {
        var entries = PackageFixture.solution
        entries[0].claimedCRC = 7
        entries[1].method = 8
        let found = try PackageFixture.look(into: entries, as: .solution)
        #expect(found.summary == ["mainTemplate.json DamagedFile", "createUiDefinition.json DamagedFile"])
        var short = PackageFixture.solution
        short[0].claimedSize = 7
        let problems = try PackageFixture.look(into: short, as: .solution).problems
        #expect(!problems.isEmpty && problems.allSatisfy { [.damagedFile, .damagedArchive].contains($0.code) })
    }

    @Test func `two names for one file, in its own header and in the directory, are refused`() throws {
        var entries = PackageFixture.solution
        entries[0].localName = Array("MainTemplate.json".utf8)
        #expect(try PackageFixture.look(into: entries, as: .solution).summary == ["the package DamagedArchive"])
    }

    @Test func `all problems come at once`() throws {
        let entries = [
            ZipWriter.Entry("../x", ""), ZipWriter.Entry("a", ""), ZipWriter.Entry("A", ""),
            ZipWriter.Entry("mainTemplate.json", "{"),
        ]
        let expected = [
            "../x UnsafeName", "A DuplicateName", "createUiDefinition.json MissingFile",
            "mainTemplate.json MalformedJson",
        ]
        let found = try PackageFixture.look(into: entries, as: .solution)
        #expect(found.summary == expected)
        #expect(found.isComplete)
    }
}
