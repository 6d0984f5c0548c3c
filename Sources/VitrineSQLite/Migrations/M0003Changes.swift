extension Migration {
    /// The log of changes: who did what to which offer.
    ///
    /// Entries are only ever added, at the table's end, so that a write doesn't touch one more page for its entry; an offer's
    /// row knows its newest entry, and each entry the one before. The log goes by the offer's name: it stays when the offer is
    /// deleted, and a new offer of that name goes on with it.
    static let m0003Changes = Migration(
        name: "0003 changes",
        sql: """
            CREATE TABLE offer_change (
                change_row INTEGER NOT NULL PRIMARY KEY,
                previous INTEGER CHECK (previous < change_row),
                number INTEGER NOT NULL CHECK (number > 0),
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                offer_id TEXT NOT NULL CHECK (offer_id <> ''),
                time INTEGER NOT NULL,
                actor TEXT NOT NULL CHECK (actor <> ''),
                action TEXT NOT NULL CHECK (action IN ('created', 'replaced', 'deleted', 'publishStarted',
                    'goLiveStarted', 'rollbackStarted', 'cancelAsked', 'approved', 'rejected', 'previewReached',
                    'productionReached', 'operationFailed', 'operationCanceled')),
                version INTEGER NOT NULL CHECK (version > 0),
                tag_before INTEGER CHECK ((tag_before IS NULL) = (action = 'created')),
                tag_after INTEGER CHECK ((tag_after IS NULL) = (action = 'deleted')),
                operation_id TEXT,
                members BLOB,
                members_cut INTEGER NOT NULL CHECK (members_cut IN (0, 1))
            ) STRICT;
            CREATE INDEX change_deleted ON offer_change (publisher_key, lower(offer_id)) WHERE action = 'deleted';

            ALTER TABLE offer ADD COLUMN newest_change INTEGER;
            ALTER TABLE offer ADD COLUMN change_count INTEGER NOT NULL DEFAULT 0;

            CREATE TRIGGER change_stays BEFORE UPDATE ON offer_change
            BEGIN SELECT RAISE(ABORT, 'the log of changes only grows'); END;
            CREATE TRIGGER change_is_kept BEFORE DELETE ON offer_change
            BEGIN SELECT RAISE(ABORT, 'the log of changes only grows'); END;
            """
    )
}
