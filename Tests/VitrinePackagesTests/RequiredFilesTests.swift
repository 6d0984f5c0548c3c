import Testing
import VitrinePackages
import VitrineTestKit

/// What has to stand in the root.
struct RequiredFilesTests {
    private static let main = "mainTemplate.json", pages = "createUiDefinition.json"
    private static let oldMain = "applianceMainTemplate.json", oldPages = "applianceCreateUIDefinition.json"

    @Test(
        arguments: [
            ([main, pages], []), ([main, pages, "nested/mainTemplate.json"], []), ([main, oldMain, oldPages], []),
            ([main], ["\(pages) MissingFile"]), ([pages], ["\(main) MissingFile"]),
            ([], ["\(main) MissingFile", "\(pages) MissingFile"]),
            (["MAINTEMPLATE.json", pages], ["\(main) MissingFile"]),
            ([main, oldMain], ["\(oldPages) MissingFile"]),
            ([oldPages], ["\(main) MissingFile", "\(oldMain) MissingFile"]),
            ([pages, oldMain], ["\(main) MissingFile"]),
            (["a/\(main)", "a/\(pages)"], ["a/ FilesInFolder"]),
            (["a/b/\(main)", "a/b/\(pages)"], ["a/b/ FilesInFolder"]),
            (["a/\(main)", "a/\(oldMain)", "a/\(oldPages)"], ["a/ FilesInFolder"]),
            (["a/\(main)", "b/\(pages)"], ["\(main) MissingFile", "\(pages) MissingFile"]),
            ([main, "a/\(pages)"], ["\(pages) MissingFile"]),
        ] as [([String], [String])]
    )
    func `the files of a solution have to stand in the root`(names: [String], expected: [String]) throws {
        let entries = names.map {
            ZipWriter.Entry($0, $0.contains("emplate") ? PackageFixture.template : PackageFixture.definition)
        }
        #expect(try PackageFixture.look(into: fill(entries), as: .solution).summary == expected)
    }

    @Test func `the message says where the files are instead`() throws {
        let cases: [([String], [String])] = [
            (["my/mainTemplate.json", "my/createUiDefinition.json"], ["in the folder my,", "not the folder itself"]),
            (["MainTemplate.json"], ["There is MainTemplate.json: spell"]),
            (["my/mainTemplate.json"], ["There is one at my/mainTemplate.json."]),
        ]
        for (names, phrases) in cases {
            let entries = names.map { ZipWriter.Entry($0, PackageFixture.template) }
            let message = try #require(PackageFixture.look(into: entries, as: .solution).problems.first?.message)
            #expect(phrases.allSatisfy { message.contains($0) }, "\(message)")
        }
    }

    @Test func `files in a folder are read from there, so that all problems come at once`() throws {
        let entries = [
            ZipWriter.Entry("a/mainTemplate.json", "{"),
            ZipWriter.Entry("a/createUiDefinition.json", PackageFixture.definition),
        ]
        let found = try PackageFixture.look(into: entries, as: .solution)
        #expect(found.summary == ["a/ FilesInFolder", "a/mainTemplate.json MalformedJson"])
    }

    @Test func `a test drive needs its template in the root, and another archive nothing`() throws {
        let drive = [ZipWriter.Entry("main-template.json", PackageFixture.template)]
        #expect(try PackageFixture.look(into: drive, as: .testDrive).summary == [])
        let solution = try PackageFixture.look(into: PackageFixture.solution, as: .testDrive)
        #expect(solution.summary == ["main-template.json MissingFile"])
        #expect(try PackageFixture.look(into: [ZipWriter.Entry("a/main-template.json", "{}")], as: .any).summary == [])
    }

    /// The entries, or one that has nothing to do with anything.
    private func fill(_ entries: [ZipWriter.Entry]) -> [ZipWriter.Entry] {
        entries.isEmpty ? [ZipWriter.Entry("readme.txt", "x")] : entries
    }
}
