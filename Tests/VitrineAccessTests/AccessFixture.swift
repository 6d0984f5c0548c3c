import Foundation
import VitrineSQLite
import VitrineTestKit
import VitrineVault

/// A store in a directory of its own, which goes when the last test value that holds it goes.
final class StoreOnDisk: Sendable {
    let store: SQLiteStore
    private let directory: URL
    private let room: Slots.Hold

    init() async throws {
        room = await Slots.directories.hold()
        directory = FileManager.default.temporaryDirectory.appending(path: "vitrine-access-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        store = try SQLiteStore(file: directory.appending(path: "store.sqlite"))
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }
}

extension MasterKeyRing {
    /// A ring of one new key.
    static func random() throws -> MasterKeyRing {
        let key = MasterKey.random()
        return try MasterKeyRing { [key] }
    }
}
