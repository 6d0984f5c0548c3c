import GRDB

/// The schema's history. Append-only: a migration that shipped is never edited.
enum Migrations {
    /// Every migration, oldest first.
    static let all: [Migration] = [
        .m0001Offers, .m0002Operations, .m0003Changes, .m0004Outbox, .m0005Artifacts, .m0006Claims,
    ]

    /// Brings a database up to date, each migration in a transaction of its own.
    ///
    /// - Throws: ``StoreOpeningError/newerThanThisServer`` when the database has migrations that this code doesn't know;
    ///   then nothing was changed.
    static func migrate(_ database: DatabaseQueue) throws {
        let migrator = migrator()
        while true {
            let applied = try appliedMigrations(migrator, database)
            guard applied.isSubset(of: all.map(\.name)) else { throw StoreOpeningError.newerThanThisServer }
            do {
                return try migrator.migrate(database)
            } catch {
                // Another process may have been faster with the same migration: then it goes on from there.
                guard try appliedMigrations(migrator, database) != applied else { throw error }
            }
        }
    }

    /// The names of the migrations that the database has. Read while nobody else can write.
    private static func appliedMigrations(
        _ migrator: DatabaseMigrator,
        _ database: DatabaseQueue
    ) throws -> Set<String> {
        try database.writeWithoutTransaction { database in
            var applied: Set<String> = []
            try database.inTransaction(.immediate) {
                applied = try migrator.appliedIdentifiers(database)
                return .commit
            }
            return applied
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
    case noWriteAheadLog

    package var description: String {
        switch self {
        case .newerThanThisServer:
            """
            The database was made by a newer version of vitrine. Start that version, or restore a backup made before \
            the upgrade. Nothing was changed.
            """
        case .noWriteAheadLog:
            """
            The database can't have SQLite's write-ahead log where it is. Put it on a local file system that programs can \
            share memory on.
            """
        }
    }
}
