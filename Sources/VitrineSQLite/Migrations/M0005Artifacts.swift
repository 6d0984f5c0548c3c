extension Migration {
    /// What is known of the artifacts of each version, and which are to be fetched.
    ///
    /// A round belongs to a version that may be frozen meanwhile: its draft's number is the frozen version's then.
    static let m0005Artifacts = Migration(
        name: "0005 artifacts",
        sql: """
            CREATE TABLE artifact_record (
                offer_row INTEGER NOT NULL,
                version INTEGER NOT NULL,
                artifacts BLOB NOT NULL CHECK (length(artifacts) >= 2),
                PRIMARY KEY (offer_row, version),
                FOREIGN KEY (offer_row, version) REFERENCES offer_version (offer_row, version) ON DELETE CASCADE
            ) STRICT;

            CREATE TABLE artifact_round (
                round_row INTEGER NOT NULL PRIMARY KEY,
                offer_row INTEGER NOT NULL,
                version INTEGER NOT NULL,
                round_id TEXT NOT NULL CHECK (length(round_id) = 36),
                attempts INTEGER NOT NULL CHECK (attempts >= 0),
                due INTEGER NOT NULL,
                lease_worker TEXT,
                lease_until INTEGER CHECK ((lease_until IS NULL) = (lease_worker IS NULL)),
                UNIQUE (offer_row, version),
                FOREIGN KEY (offer_row, version) REFERENCES offer_version (offer_row, version) ON DELETE CASCADE
            ) STRICT;
            CREATE INDEX artifact_round_by_due ON artifact_round (due);
            """
    )
}
