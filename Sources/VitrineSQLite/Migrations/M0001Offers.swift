extension Migration {
    /// Publishers, access, keys, offers, versions and secrets.
    ///
    /// Times are 100-nanosecond ticks since 1970. A `..._key` column is a name in lower case: what is compared; the
    /// column without it is the name as it was first written. Secrets' paths are bytes, because their names may
    /// hold a NUL, at which SQLite's text ends. What must never happen is refused by triggers here, so that no code path can
    /// do it: a frozen version doesn't change, a version number doesn't go back.
    static let m0001Offers = Migration(
        name: "0001 offers",
        sql: """
            CREATE TABLE installation (
                id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
                access_changes INTEGER NOT NULL CHECK (access_changes >= 0)
            ) STRICT;
            INSERT INTO installation (id, access_changes) VALUES (1, 0);

            CREATE TABLE publisher (
                publisher_key TEXT NOT NULL PRIMARY KEY CHECK (publisher_key = lower(publisher_id) AND publisher_key <> ''),
                publisher_id TEXT NOT NULL,
                name TEXT NOT NULL,
                offer_type_categories TEXT NOT NULL,
                seller_id TEXT NOT NULL,
                migration TEXT NOT NULL CHECK (migration IN ('none', 'migrated')),
                version INTEGER NOT NULL CHECK (version > 0)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE application (
                client_id TEXT NOT NULL PRIMARY KEY CHECK (length(client_id) = 36),
                object_id TEXT NOT NULL UNIQUE CHECK (length(object_id) = 36),
                name TEXT NOT NULL,
                secret_scheme TEXT NOT NULL CHECK (secret_scheme <> ''),
                secret_salt BLOB NOT NULL CHECK (length(secret_salt) >= 16),
                secret_hash BLOB NOT NULL CHECK (length(secret_hash) >= 32)
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE member (
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                kind TEXT NOT NULL CHECK (kind IN ('application', 'user')),
                member_id TEXT NOT NULL CHECK (member_id = lower(member_id) AND member_id <> ''),
                member_role TEXT NOT NULL CHECK (member_role IN ('reader', 'contributor', 'owner')),
                PRIMARY KEY (publisher_key, kind, member_id)
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX member_by_id ON member (member_id, kind);

            CREATE TABLE signing_key (
                kid TEXT NOT NULL PRIMARY KEY CHECK (kid <> ''),
                created_time INTEGER NOT NULL,
                master_key_id TEXT NOT NULL CHECK (master_key_id <> ''),
                wrapped BLOB NOT NULL
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE data_key (
                key_id TEXT NOT NULL PRIMARY KEY CHECK (key_id <> ''),
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                created_time INTEGER NOT NULL,
                master_key_id TEXT NOT NULL CHECK (master_key_id <> ''),
                wrapped BLOB NOT NULL
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX data_key_by_publisher ON data_key (publisher_key, created_time);

            CREATE TABLE offer (
                offer_row INTEGER NOT NULL PRIMARY KEY,
                publisher_key TEXT NOT NULL REFERENCES publisher (publisher_key),
                offer_key TEXT NOT NULL CHECK (offer_key = lower(offer_id) AND offer_key <> ''),
                offer_id TEXT NOT NULL,
                guid TEXT NOT NULL UNIQUE CHECK (length(guid) = 36),
                offer_type TEXT NOT NULL CHECK (offer_type <> ''),
                migration TEXT NOT NULL CHECK (migration IN ('none', 'migrated')),
                status TEXT NOT NULL CHECK (status IN ('neverPublished', 'notStarted', 'waitingForPublisherReview',
                    'running', 'succeeded', 'canceled', 'failed')),
                draft_version INTEGER NOT NULL CHECK (draft_version > 0),
                draft_content_time INTEGER NOT NULL,
                draft_changed_time INTEGER NOT NULL,
                status_time INTEGER NOT NULL,
                newest_time INTEGER NOT NULL CHECK (newest_time >= draft_changed_time AND newest_time >= status_time
                    AND draft_changed_time >= draft_content_time),
                preview_version INTEGER CHECK (preview_version BETWEEN 1 AND draft_version - 1),
                preview_since INTEGER CHECK ((preview_since IS NULL) = (preview_version IS NULL)),
                production_version INTEGER CHECK (production_version BETWEEN 1 AND draft_version - 1),
                production_since INTEGER CHECK ((production_since IS NULL) = (production_version IS NULL)),
                UNIQUE (publisher_key, offer_key)
            ) STRICT;

            CREATE TABLE offer_version (
                offer_row INTEGER NOT NULL REFERENCES offer (offer_row) ON DELETE CASCADE,
                version INTEGER NOT NULL CHECK (version > 0),
                changed_time INTEGER NOT NULL,
                secret_fields TEXT NOT NULL,
                display_text BLOB,
                definition BLOB NOT NULL CHECK (length(definition) >= 2),
                PRIMARY KEY (offer_row, version)
            ) STRICT;

            CREATE TABLE offer_secret (
                offer_row INTEGER NOT NULL,
                version INTEGER NOT NULL,
                path BLOB NOT NULL CHECK (length(path) > 0),
                pointer BLOB,
                key_id TEXT NOT NULL REFERENCES data_key (key_id),
                sealed BLOB NOT NULL,
                PRIMARY KEY (offer_row, version, path),
                FOREIGN KEY (offer_row, version) REFERENCES offer_version (offer_row, version) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;

            CREATE TRIGGER offer_never_goes_back BEFORE UPDATE ON offer
            WHEN NEW.newest_time < OLD.newest_time OR NEW.draft_version < OLD.draft_version
                OR NEW.guid <> OLD.guid OR NEW.offer_type <> OLD.offer_type OR NEW.publisher_key <> OLD.publisher_key
            BEGIN SELECT RAISE(ABORT, 'an offer never goes back and keeps its names'); END;

            CREATE TRIGGER frozen_version_is_copied BEFORE INSERT ON offer_version
            WHEN NEW.version <> (SELECT draft_version FROM offer WHERE offer_row = NEW.offer_row)
            BEGIN SELECT RAISE(ABORT, 'only the draft is written'); END;

            CREATE TRIGGER frozen_version_stays BEFORE UPDATE ON offer_version
            WHEN OLD.version <> (SELECT draft_version FROM offer WHERE offer_row = OLD.offer_row)
                OR NEW.version <> OLD.version OR NEW.offer_row <> OLD.offer_row
            BEGIN SELECT RAISE(ABORT, 'a frozen version never changes'); END;

            -- An offer's own deletion takes its row away first, so that it isn't held up here.
            CREATE TRIGGER frozen_version_is_kept BEFORE DELETE ON offer_version
            WHEN OLD.version <> (SELECT draft_version FROM offer WHERE offer_row = OLD.offer_row)
            BEGIN SELECT RAISE(ABORT, 'a frozen version goes with its offer'); END;

            CREATE TRIGGER frozen_secret_is_copied BEFORE INSERT ON offer_secret
            WHEN NEW.version <> (SELECT draft_version FROM offer WHERE offer_row = NEW.offer_row)
            BEGIN SELECT RAISE(ABORT, 'only secrets of the draft are written'); END;

            CREATE TRIGGER frozen_secret_is_kept BEFORE DELETE ON offer_secret
            WHEN OLD.version <> (SELECT draft_version FROM offer WHERE offer_row = OLD.offer_row)
            BEGIN SELECT RAISE(ABORT, 'a frozen secret goes with its offer'); END;

            CREATE TRIGGER frozen_secret_stays BEFORE UPDATE ON offer_secret
            BEGIN SELECT RAISE(ABORT, 'a secret is replaced, never changed'); END;

            CREATE TRIGGER publisher_added AFTER INSERT ON publisher
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER publisher_changed AFTER UPDATE ON publisher
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER application_added AFTER INSERT ON application
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER application_changed AFTER UPDATE ON application
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER member_added AFTER INSERT ON member
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER member_changed AFTER UPDATE ON member
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER member_removed AFTER DELETE ON member
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER signing_key_added AFTER INSERT ON signing_key
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER signing_key_changed AFTER UPDATE ON signing_key
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER data_key_added AFTER INSERT ON data_key
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            CREATE TRIGGER data_key_changed AFTER UPDATE ON data_key
            BEGIN UPDATE installation SET access_changes = access_changes + 1; END;
            """
    )
}
