package import Foundation
package import VitrineCore
import VitrineSQLite

/// The stores that every conformance test runs on. A new back end is one more case here, and nothing else.
package enum Backend: String, Sendable, CaseIterable {
    case sqlite

    /// All that a back end keeps.
    package typealias Store = OfferStore & OperationStore & AccessStore & KeyStore & OutboxStore & ArtifactRecords

    /// Gives `work` an empty store of its own.
    package func withStore<Value>(_ work: (any Store) async throws -> Value) async throws -> Value {
        switch self {
        case .sqlite:
            try await withTemporaryDirectory { directory in
                try await Self.withSQLite(in: directory, work)
            }
        }
    }

    /// Gives `work` two stores that are open on the same data, as two processes have them.
    package func withTwoStores<Value>(
        _ work: (any Store, any Store) async throws -> Value
    ) async throws -> Value {
        switch self {
        case .sqlite:
            try await withTemporaryDirectory { directory in
                try await Self.withSQLite(in: directory) { first in
                    try await Self.withSQLite(in: directory) { second in try await work(first, second) }
                }
            }
        }
    }

    /// The embedded store in `directory`, open while `work` runs.
    package static func withSQLite<Value>(
        in directory: URL,
        _ work: (any Store) async throws -> Value
    ) async throws -> Value {
        let store = try SQLiteStore(file: directory.appending(path: "store.sqlite"))
        do {
            let value = try await work(store)
            try await store.close()
            return value
        } catch {
            try await store.close()
            throw error
        }
    }
}
