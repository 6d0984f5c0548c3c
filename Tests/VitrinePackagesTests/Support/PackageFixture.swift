import Foundation
import Testing
import VitrinePackages
import VitrineTestKit

/// Archives in files, which is how packages are looked at.
enum PackageFixture {
    static let template = #"{"$schema": "s", "contentVersion": "1.0.0.0", "resources": []}"#
    static let definition = #"{"handler": "h", "version": "0.1", "parameters": {}}"#
    static let solution = [
        ZipWriter.Entry("mainTemplate.json", template), ZipWriter.Entry("createUiDefinition.json", definition),
    ]

    /// What is found in an archive of these bytes.
    static func look(
        into bytes: [UInt8],
        as kind: PackageKind,
        limits: PackageLimits = .standard
    ) throws -> PackageArchive {
        try withFile { path in
            try Data(bytes).write(to: URL(filePath: path))
            return PackageArchive(lookingInto: path, kind: kind, limits: limits)
        }
    }

    /// What is found in an archive that Python makes, of a kind that `archives.py` knows.
    static func look(intoMade made: String, as kind: PackageKind) throws -> PackageArchive {
        try withFile { path in
            let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/archives.py")
            try Program.run("/usr/bin/python3", [script.path, path, made])
            return PackageArchive(lookingInto: path, kind: kind)
        }
    }

    static func look(
        into entries: [ZipWriter.Entry],
        as kind: PackageKind,
        limits: PackageLimits = .standard
    ) throws -> PackageArchive {
        try look(into: ZipWriter(entries: entries).bytes(), as: kind, limits: limits)
    }

    private static func withFile<Value>(_ work: (String) throws -> Value) throws -> Value {
        let file = FileManager.default.temporaryDirectory.appending(path: "vitrine-package-\(UUID().uuidString).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        return try work(file.path)
    }
}

extension PackageArchive {
    /// Problems as `mainTemplate.json MalformedJson`.
    var summary: [String] { problems.map { "\($0.place) \($0.code.rawValue)" } }
}
