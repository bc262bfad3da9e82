-- The first shape of the database. A migration that has been run anywhere is never edited: add another.

CREATE TABLE returns (
    id           TEXT PRIMARY KEY,
    sha256       TEXT NOT NULL,
    body         BLOB NOT NULL,
    return_id    TEXT NOT NULL,
    subject_id   TEXT NOT NULL,
    period_start TEXT,
    revision     INTEGER NOT NULL,
    replaces     TEXT UNIQUE REFERENCES returns (id),
    replaced_by  TEXT UNIQUE REFERENCES returns (id),
    received_at  TEXT NOT NULL,
    reference    TEXT NOT NULL UNIQUE,
    state        TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'refused'))
) STRICT;

CREATE INDEX returns_by_subject ON returns (subject_id, return_id, period_start);

CREATE TABLE subjects (
    position INTEGER PRIMARY KEY,
    profile  TEXT NOT NULL
) STRICT;

CREATE TABLE reports (
    number      INTEGER PRIMARY KEY,
    received_at TEXT NOT NULL,
    report      TEXT NOT NULL
) STRICT;
