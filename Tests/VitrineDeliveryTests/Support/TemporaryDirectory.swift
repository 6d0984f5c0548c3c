import Foundation

/// Gives `work` a directory of its own, and removes it afterwards.
func withTemporaryDirectory<Value>(_ work: (URL) async throws -> Value) async throws -> Value {
    let url = FileManager.default.temporaryDirectory.appending(path: "vitrine-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try await work(url)
}
