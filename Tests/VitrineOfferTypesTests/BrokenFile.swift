import ExactJSON
import Foundation
import Testing
import VitrineOfferTypes

/// Files that are right, and what makes each of them wrong: `Mutants/mutants.json`, which `scripts/check-schemas` reads too.
struct BrokenFile: Sendable, CustomTestStringConvertible {
    let name: String
    let file: String
    let place: String
    let reason: String

    /// All the right files but for `file`, which is broken.
    let files: [RegistryFile]

    var testDescription: String { name }

    /// The files before anything is broken.
    static func rightFiles() throws -> [RegistryFile] {
        try table().root["files"].map { $0.members.map { RegistryFile("\($0.name).json", Array($0.value.text)) } } ?? []
    }

    static func all() throws -> [BrokenFile] {
        let files = try rightFiles()
        return try (table().root["mutants"]?.elements.map { try BrokenFile($0, among: files) }) ?? []
    }

    private static func table() throws -> JSONDocument {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Mutants/mutants.json")
        return try JSONDocument(parsing: [UInt8](Data(contentsOf: url)))
    }

    private init(_ row: JSONValue, among files: [RegistryFile]) throws {
        func text(_ name: String) throws -> String { try #require(row[name]?.string) }
        name = try text("name")
        file = try text("file") + ".json"
        place = try text("place")
        reason = try text("reason")
        let path = try #require(JSONPointer(try text("at")))
        let value = row["value"].map { Array($0.text) }
        let broken = file
        self.files = try files.map { file in
            guard file.name == broken else { return file }
            let document = try JSONDocument(parsing: file.bytes)
            let operation: JSONPatch.Operation =
                if let value {
                    document.value(at: path) == nil
                        ? .add(path: path, value: value) : .replace(path: path, value: value)
                } else {
                    .remove(path: path)
                }
            return RegistryFile(file.name, try JSONPatch(operations: [operation]).applied(to: document))
        }
    }
}
