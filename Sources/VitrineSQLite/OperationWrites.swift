import GRDB
import VitrineCore

import struct Foundation.Data

/// Writing operations, inside the transaction of one writer.
enum OperationWrites {
    /// Writes a new operation, or the next revision of one that is stored. The schema refuses every other revision.
    static func save(_ operation: OfferOperation, _ row: Int64, in database: Database) throws {
        if operation.revision == 1 {
            try database.cachedStatement(sql: insert).execute(arguments: operation.identity(row) + operation.state())
        } else {
            try database.cachedStatement(sql: update).execute(
                arguments: operation.state() + [operation.id.description, operation.revision - 1]
            )
            guard database.changesCount == 1 else { throw StoreFailure.staleOperation }
        }
    }

    /// Takes due operations for a worker. `RETURNING` gives rows in no order; who works on them sorts.
    static let lease = """
        UPDATE operation SET lease_worker = ?3, lease_until = ?2
        WHERE operation_row IN (
            SELECT operation_row FROM operation
            WHERE (due <= ?1 OR began_time > ?1) AND due IS NOT NULL AND (lease_worker IS NULL OR lease_until <= ?1 OR lease_until > ?2)
            ORDER BY due, operation_row LIMIT ?4
        )
        RETURNING operation_row
        """

    static let release = "UPDATE operation SET lease_worker = NULL, lease_until = NULL WHERE lease_worker = ?"

    private static let insert = """
        INSERT INTO operation (operation_id, offer_row, publishing_version, kind, offer_version, requester,
            preview_before_version, preview_before_since, created_time, stage, changed_time, last_action_time, revision,
            steps, due, began_time, emails)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """

    // Who works on it goes on with it while there is something to do at once.
    private static let update = """
        UPDATE operation SET stage = ?1, changed_time = ?2, last_action_time = ?3, revision = ?4, steps = ?5, due = ?6,
            began_time = ?7, emails = ?8,
            lease_worker = iif(?6 <= ?2, lease_worker, NULL), lease_until = iif(?6 <= ?2, lease_until, NULL)
        WHERE operation_id = ?9 AND revision = ?10
        """
}

extension OfferOperation {
    /// What a row keeps for ever, in the order of the insert.
    fileprivate func identity(_ row: Int64) -> StatementArguments {
        [
            id.description, row, publishingVersion, kind.rawValue, offerVersion, requester,
            previewBefore?.version, previewBefore?.since.ticks, createdAt.ticks,
        ]
    }

    /// What changes, in the order of the insert and the update.
    fileprivate func state() -> StatementArguments {
        [
            stage.rawValue, changedAt.ticks, lastActionAt.ticks, revision, Data(steps.json), due?.ticks,
            stepBegan?.ticks, notificationEmails.joined(separator: ","),
        ]
    }
}
