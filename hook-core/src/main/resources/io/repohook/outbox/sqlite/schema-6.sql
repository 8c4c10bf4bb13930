-- The event that opened a digest, under which its delivery is listed.
ALTER TABLE digest ADD COLUMN first_event_seq INTEGER REFERENCES event (seq);
UPDATE digest SET first_event_seq = (
  SELECT event_seq FROM digest_item WHERE digest_seq = digest.seq AND number = 1);
CREATE INDEX digest_first_event ON digest (first_event_seq);

-- How many downloads a digest has counted; they are no items of it.
ALTER TABLE digest ADD COLUMN downloads INTEGER NOT NULL DEFAULT 0;

-- What was downloaded, counted until the digest is rendered.
CREATE TABLE digest_download (
  seq         INTEGER PRIMARY KEY,
  digest_seq  INTEGER NOT NULL REFERENCES digest (seq),
  -- The coordinates; or a slash and the path of a file that has none.
  thing       TEXT    NOT NULL,
  group_id    TEXT,
  artifact_id TEXT,
  version     TEXT,
  downloads   INTEGER NOT NULL,
  -- As JSON: its files, and how often each was downloaded.
  files       TEXT    NOT NULL,
  -- From how many addresses: hashes, or what estimates their number.
  addresses   BLOB    NOT NULL,
  UNIQUE (digest_seq, thing)
);

-- Spool files of which nothing was kept but counts: so none is counted twice.
CREATE TABLE counted_origin (
  origin TEXT    PRIMARY KEY,
  at     INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX counted_origin_at ON counted_origin (at);
