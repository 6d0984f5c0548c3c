import Foundation
import VitrineCore
import VitrineRehearsal
import VitrineSQLite

/// Copies of the store that a rehearsal can go back to. One change at a time.
actor RehearsalSnapshots {
    /// Which copy it is.
    enum Name: Hashable {
        /// Before and after the scenario's seed.
        case empty, seed
        case named(String)
    }

    /// What is kept beside the store.
    struct Moment {
        let time: Timestamp
        let counts: StepPlanBook.Counts
    }

    private struct Kept {
        let file: URL
        let moment: Moment
    }

    private let store: SQLiteStore
    private let directory: URL
    private var kept: [Name: Kept] = [:]
    private var number = 0

    init(store: SQLiteStore, directory: URL) {
        self.store = store
        self.directory = directory
    }

    /// Makes the directory anew, without what an earlier run has left there.
    func prepare() throws {
        try? FileManager.default.removeItem(at: directory)
        try FileManager.default.createDirectory(
            at: directory,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    /// Forgets all, and leaves nothing on the disk.
    func end() throws {
        kept = [:]
        try FileManager.default.removeItem(at: directory)
    }

    /// Names and times of those that were asked for.
    var all: [(name: String, time: Timestamp)] {
        kept.compactMap { name, kept in
            guard case .named(let text) = name else { return nil }
            return (text, kept.moment.time)
        }.sorted { $0.name < $1.name }
    }

    /// Keeps the store as it is, in place of an earlier copy of that name.
    func keep(_ name: Name, at moment: Moment) async throws {
        number += 1
        let file = directory.appending(path: "\(number).sqlite")
        try await store.copy(to: file)
        let old = kept.updateValue(Kept(file: file, moment: moment), forKey: name)
        if let old { try FileManager.default.removeItem(at: old.file) }
    }

    /// Makes the store what it was, and gives the moment that the copy was made at; `nil` when there is no such copy.
    @discardableResult
    func restore(_ name: Name) async throws -> Moment? {
        guard let copy = kept[name] else { return nil }
        try await store.restore(from: copy.file)
        return copy.moment
    }

    /// Forgets a copy; `false` when there is none of that name.
    func remove(_ name: Name) throws -> Bool {
        guard let copy = kept.removeValue(forKey: name) else { return false }
        try FileManager.default.removeItem(at: copy.file)
        return true
    }
}
