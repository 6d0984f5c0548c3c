extension Migration {
    /// What offers of one publisher don't share. Versions that were frozen before get the claims that they would have had.
    static let m0006Claims = Migration(
        name: "0006 claims",
        sql: """
            CREATE TABLE offer_claim (
                offer_row INTEGER NOT NULL,
                version INTEGER NOT NULL,
                publisher_key TEXT NOT NULL,
                field TEXT NOT NULL CHECK (field <> ''),
                value_key TEXT NOT NULL CHECK (value_key <> ''),
                PRIMARY KEY (publisher_key, field, value_key, offer_row, version),
                FOREIGN KEY (offer_row, version) REFERENCES offer_version (offer_row, version) ON DELETE CASCADE
            ) STRICT, WITHOUT ROWID;
            CREATE INDEX offer_claim_by_version ON offer_claim (offer_row, version);

            WITH frozen AS (
                SELECT v.offer_row, v.version, o.publisher_key, CAST(v.definition AS TEXT) AS text
                FROM offer_version v JOIN offer o ON o.offer_row = v.offer_row AND v.version < o.draft_version
            )
            INSERT INTO offer_claim (offer_row, version, publisher_key, field, value_key)
            SELECT offer_row, version, publisher_key, 'microsoft-azure-marketplace.offerMarketingUrlIdentifier',
                lower(json_extract(text, '$.offer."microsoft-azure-marketplace.offerMarketingUrlIdentifier"'))
            FROM frozen
            WHERE CASE WHEN json_valid(text) THEN
                json_type(text, '$.offer."microsoft-azure-marketplace.offerMarketingUrlIdentifier"') = 'text'
                AND json_extract(text, '$.offer."microsoft-azure-marketplace.offerMarketingUrlIdentifier"') <> ''
                ELSE 0 END;
            """
    )
}
