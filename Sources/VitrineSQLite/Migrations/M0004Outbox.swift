extension Migration {
    /// Publishers' contacts and webhooks, and what is on its way to people and machines.
    ///
    /// A delivery is a row until it has arrived, or until it is discarded. A notice goes with its last delivery.
    static let m0004Outbox = Migration(
        name: "0004 outbox",
        sql: """
            ALTER TABLE publisher ADD COLUMN contact TEXT NOT NULL DEFAULT '';

            CREATE TABLE webhook (
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                webhook_name TEXT NOT NULL CHECK (webhook_name <> ''),
                guid TEXT NOT NULL UNIQUE CHECK (length(guid) = 36),
                url TEXT NOT NULL CHECK (url <> ''),
                events TEXT NOT NULL,
                key_id TEXT NOT NULL REFERENCES data_key (key_id),
                sealed BLOB NOT NULL,
                changed_time INTEGER NOT NULL,
                PRIMARY KEY (publisher_key, webhook_name)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE notice (
                notice_row INTEGER NOT NULL PRIMARY KEY,
                notice_id TEXT NOT NULL UNIQUE CHECK (length(notice_id) = 36),
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                event TEXT NOT NULL CHECK (event <> ''),
                time INTEGER NOT NULL,
                offer_id TEXT,
                operation_id TEXT,
                body BLOB NOT NULL,
                subject BLOB,
                letter BLOB CHECK ((letter IS NULL) = (subject IS NULL))
            ) STRICT;

            CREATE TABLE delivery (
                delivery_row INTEGER NOT NULL PRIMARY KEY,
                delivery_id TEXT NOT NULL UNIQUE CHECK (length(delivery_id) = 36),
                notice_row INTEGER NOT NULL REFERENCES notice (notice_row),
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                webhook_name TEXT,
                address TEXT CHECK ((address IS NULL) <> (webhook_name IS NULL)),
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                due INTEGER,
                last_attempt INTEGER,
                problem TEXT,
                lease_worker TEXT,
                lease_until INTEGER CHECK ((lease_until IS NULL) = (lease_worker IS NULL)),
                FOREIGN KEY (publisher_key, webhook_name) REFERENCES webhook (publisher_key, webhook_name)
                    ON DELETE CASCADE
            ) STRICT;
            CREATE INDEX delivery_by_due ON delivery (due) WHERE due IS NOT NULL;
            CREATE INDEX delivery_by_webhook ON delivery (publisher_key, webhook_name);
            CREATE INDEX delivery_by_notice ON delivery (notice_row);

            CREATE TRIGGER notice_goes_with_its_last_delivery AFTER DELETE ON delivery
            WHEN NOT EXISTS (SELECT 1 FROM delivery WHERE notice_row = OLD.notice_row)
            BEGIN DELETE FROM notice WHERE notice_row = OLD.notice_row; END;

            CREATE TRIGGER notice_stays BEFORE UPDATE ON notice
            BEGIN SELECT RAISE(ABORT, 'what was told is not told otherwise'); END;
            """
    )
}
