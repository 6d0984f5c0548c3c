import GRDB

/// The schema's history. Append-only: a migration that shipped is never edited.
enum Migrations {
    /// Every migration, oldest first.
    static let all: [Migration] = [.m0001Offers]

    /// Brings a database up to date, each migration in a transaction of its own.
    ///
    /// - Throws: ``StoreOpeningError/newerThanThisServer`` when the database has migrations that this code doesn't know;
    ///   then nothing was changed.
    static func migrate(_ database: DatabaseQueue) throws {
        let migrator = migrator()
        while true {
            guard try !database.read(migrator.hasBeenSuperseded) else { throw StoreOpeningError.newerThanThisServer }
            let applied = try database.read(migrator.appliedIdentifiers)
            do {
                return try migrator.migrate(database)
            } catch {
                // Another process may have been faster with the same migration: then it goes on from there.
                guard try database.read(migrator.appliedIdentifiers) != applied else { throw error }
            }
        }
    }

    private static func migrator() -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in all {
            migrator.registerMigration(migration.name) { database in
                try database.execute(sql: migration.sql)
            }
        }
        return migrator
    }
}

/// One step of the schema's history.
struct Migration: Sendable {
    let name: String
    let sql: String
}

/// Why a store could not be opened. Messages are for the operator.
package enum StoreOpeningError: Error, Sendable, Equatable, CustomStringConvertible {
    case newerThanThisServer

    package var description: String {
        switch self {
        case .newerThanThisServer:
            """
            The database was made by a newer version of vitrine. Start that version, or restore a backup made before \
            the upgrade. Nothing was changed.
            """
        }
    }
}
