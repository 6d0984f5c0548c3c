import ExactJSON
import Foundation
import Testing

/// The document that `text` is; a refusal fails the test.
func document(_ text: String, limits: JSONLimits = .standard) throws -> JSONDocument {
    try JSONDocument(parsing: Array(text.utf8), limits: limits)
}

/// The error that `bytes` are refused with; the test fails if they are accepted.
func refusal(
    of bytes: [UInt8],
    limits: JSONLimits = .standard,
    sourceLocation: SourceLocation = #_sourceLocation
) throws -> JSONError {
    let error = #expect(throws: JSONError.self, sourceLocation: sourceLocation) {
        try JSONDocument(parsing: bytes, limits: limits)
    }
    return try #require(error, sourceLocation: sourceLocation)
}

func pointer(_ text: String) throws -> JSONPointer {
    try #require(JSONPointer(text))
}

func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
}

/// A file of the corpus beside these tests.
struct CorpusFile: Sendable, CustomTestStringConvertible {
    let url: URL

    var name: String { url.deletingPathExtension().lastPathComponent }

    var testDescription: String { name }

    func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: url))
    }

    static func all(in folder: String, path: String = #filePath) -> [CorpusFile] {
        let corpus = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("Corpus")
        let files = try? FileManager.default.contentsOfDirectory(
            at: corpus.appendingPathComponent(folder),
            includingPropertiesForKeys: nil
        )
        return (files ?? []).sorted { $0.path < $1.path }.map(CorpusFile.init)
    }
}
