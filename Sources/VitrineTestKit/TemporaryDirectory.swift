package import Foundation

/// Gives `work` a directory of its own, and removes it afterwards.
///
/// Few are there at a time: most hold a store, which has a good many files open.
package func withTemporaryDirectory<Value>(_ work: (URL) async throws -> Value) async throws -> Value {
    try await Slots.directories.with {
        let url = FileManager.default.temporaryDirectory.appending(path: "vitrine-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        return try await work(url)
    }
}

extension Slots {
    /// More than there are tests that need two at once.
    package static let directories = Slots(count: 32)
}
