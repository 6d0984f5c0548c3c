import Foundation
import Testing
import VitrineOfferTypes
import VitrineTestKit

struct RegistryDirectoryTests {
    private static func with(_ work: (Folder) throws -> Void) async throws {
        try await withTemporaryDirectory { url in try work(Folder(url: url)) }
    }

    struct Folder {
        let url: URL

        var path: String { url.path(percentEncoded: false) }

        func write(_ name: String, _ text: String = "{}") throws {
            try Data(text.utf8).write(to: url.appending(path: name))
        }

        func link(_ name: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(
                at: url.appending(path: name),
                withDestinationURL: url.appending(path: target)
            )
        }

        func files() throws -> [RegistryFile] { try RegistryFile.all(inDirectory: path) }

        func names() throws -> [String] { try files().map { URL(filePath: $0.name).lastPathComponent } }
    }

    @Test func `files are read in the order of their names, links too, others left alone`() async throws {
        try await Self.with { folder in
            try folder.write("b.json", "2")
            try folder.write("a.json", "1")
            try folder.write("C.json")
            try folder.write(".hidden.json")
            try folder.write("notes.txt")
            try folder.link("link.json", to: "a.json")
            #expect(try folder.names() == ["C.json", "a.json", "b.json", "link.json"])
            let texts = try folder.files().map { String(decoding: $0.bytes, as: UTF8.self) }
            #expect(texts == ["{}", "1", "2", "1"])
        }
    }

    @Test func `each file that can't be read is named`() async throws {
        try await Self.with { folder in
            let inner = folder.url.appending(path: "folder.json")
            try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: false)
            try folder.link("gone.json", to: "nowhere")
            let error = #expect(throws: RegistryError.self) { try folder.files() }
            let names = error?.complaints.map { URL(filePath: $0.file).lastPathComponent }
            #expect(names == ["folder.json", "gone.json"])
            #expect(error?.complaints.allSatisfy { $0.reason.hasPrefix("The file can't be read: ") } == true)
            #expect(error?.complaints.last?.reason == "The file can't be read: No such file or directory.")
        }
    }

    @Test func `a directory that isn't there is refused`() async throws {
        try await Self.with { folder in
            let path = folder.path + "nowhere"
            let error = #expect(throws: RegistryError.self) { try RegistryFile.all(inDirectory: path) }
            #expect(error?.description == "\(path): The directory can't be read: No such file or directory.")
        }
    }

    @Test func `a file of 4 MiB is read, a larger one refused`() async throws {
        try await Self.with { folder in
            try folder.write("a.json", String(repeating: " ", count: 4 << 20))
            #expect(try folder.names() == ["a.json"])
            try folder.write("b.json", String(repeating: " ", count: 4 << 20 + 1))
            let error = #expect(throws: RegistryError.self) { try folder.files() }
            #expect(error?.complaints.map(\.reason) == ["The file is larger than 4194304 bytes."])
        }
    }

    @Test func `more than a thousand files are refused`() async throws {
        try await Self.with { folder in
            for number in 1...1_000 { try folder.write("\(number).json", "") }
            #expect(try folder.files().count == 1_000)
            try folder.write("more.json", "")
            let error = #expect(throws: RegistryError.self) { try folder.files() }
            #expect(error?.complaints.map(\.reason) == ["The directory has 1001 files; 1000 are allowed."])
        }
    }
}
