extension Migration {
    /// Operations: publishes, go lives and rollbacks.
    ///
    /// What must never happen is refused here: two operations of one offer that run at once, a revision that is skipped or
    /// written twice, an end that is not the end, an operation on a version that isn't frozen.
    static let m0002Operations = Migration(
        name: "0002 operations",
        sql: """
            CREATE TABLE operation (
                operation_row INTEGER NOT NULL PRIMARY KEY,
                operation_id TEXT NOT NULL UNIQUE CHECK (length(operation_id) = 36),
                offer_row INTEGER NOT NULL REFERENCES offer (offer_row) ON DELETE CASCADE,
                publishing_version INTEGER NOT NULL CHECK (publishing_version > 0),
                kind TEXT NOT NULL CHECK (kind IN ('publish', 'goLive', 'rollback')),
                stage TEXT NOT NULL CHECK (stage IN ('queued', 'working', 'awaitingApproval', 'canceling', 'previewed',
                    'signedOff', 'replaced', 'live', 'failed', 'canceled')),
                offer_version INTEGER NOT NULL CHECK (offer_version > 0),
                requester TEXT NOT NULL,
                emails TEXT NOT NULL,
                preview_before_version INTEGER,
                preview_before_since INTEGER CHECK ((preview_before_since IS NULL) = (preview_before_version IS NULL)),
                created_time INTEGER NOT NULL,
                changed_time INTEGER NOT NULL CHECK (changed_time >= created_time),
                last_action_time INTEGER NOT NULL,
                revision INTEGER NOT NULL CHECK (revision > 0),
                steps BLOB NOT NULL,
                due INTEGER CHECK ((due IS NOT NULL) = (stage IN ('queued', 'working', 'canceling'))),
                began_time INTEGER,
                lease_worker TEXT,
                lease_until INTEGER CHECK ((lease_until IS NULL) = (lease_worker IS NULL)),
                UNIQUE (offer_row, publishing_version)
            ) STRICT;
            CREATE INDEX operation_by_due ON operation (due) WHERE due IS NOT NULL;
            CREATE UNIQUE INDEX operation_runs_alone ON operation (offer_row)
            WHERE stage IN ('queued', 'working', 'awaitingApproval', 'canceling');
            CREATE INDEX operation_awaiting ON operation (changed_time) WHERE stage = 'awaitingApproval';
            CREATE INDEX operation_gone_live ON operation (offer_row, offer_version) WHERE stage = 'live';

            CREATE TRIGGER operation_is_about_a_frozen_version BEFORE INSERT ON operation
            WHEN NEW.offer_version >= (SELECT draft_version FROM offer WHERE offer_row = NEW.offer_row)
                OR NEW.revision <> 1
            BEGIN SELECT RAISE(ABORT, 'an operation begins with a frozen version and revision 1'); END;

            CREATE TRIGGER operation_moves_by_one BEFORE UPDATE OF stage, steps, revision, due ON operation
            WHEN NEW.revision <> OLD.revision + 1 OR OLD.stage IN ('signedOff', 'replaced', 'live', 'failed', 'canceled')
            BEGIN SELECT RAISE(ABORT, 'a revision follows the one before, and an end is the end'); END;

            CREATE TRIGGER operation_keeps_its_names BEFORE UPDATE ON operation
            WHEN NEW.operation_id <> OLD.operation_id OR NEW.offer_row <> OLD.offer_row OR NEW.kind <> OLD.kind
                OR NEW.offer_version <> OLD.offer_version OR NEW.publishing_version <> OLD.publishing_version
                OR NEW.created_time <> OLD.created_time
            BEGIN SELECT RAISE(ABORT, 'an operation keeps its names'); END;
            """
    )
}
