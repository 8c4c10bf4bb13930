-- Times are milliseconds since 1970, durations are microseconds.

CREATE TABLE event (
  seq         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE,
  type        TEXT    NOT NULL,
  repository  TEXT    NOT NULL,
  subject     TEXT    NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  origin      TEXT    NOT NULL,
  body        BLOB    NOT NULL
);
CREATE INDEX event_origin ON event (origin);
CREATE INDEX event_repository ON event (repository, seq);

CREATE TABLE delivery (
  seq           INTEGER PRIMARY KEY,
  id            TEXT    NOT NULL UNIQUE,
  event_seq     INTEGER NOT NULL REFERENCES event (seq),
  repository    TEXT    NOT NULL,
  alias         TEXT    NOT NULL,
  -- A number for (repository, alias, subject); two lanes of one number merely take turns.
  lane          INTEGER NOT NULL,
  ordered       INTEGER NOT NULL,
  endpoint      TEXT    NOT NULL,
  state         TEXT    NOT NULL CHECK (state IN ('held', 'waiting', 'delivered', 'failed')),
  -- While claimed, the end of the lease: a claim that is not finished is due again by itself.
  due_at        INTEGER,
  attempts      INTEGER NOT NULL DEFAULT 0,
  schedule_from INTEGER NOT NULL DEFAULT 0,
  claimed_by    TEXT,
  claim         INTEGER NOT NULL DEFAULT 0,
  -- The number of the last claim that ended with a record; claims since then came to nothing.
  claim_settled INTEGER NOT NULL DEFAULT 0,
  reason        TEXT,
  created_at    INTEGER NOT NULL,
  finished_at   INTEGER
);
CREATE INDEX delivery_due ON delivery (endpoint, due_at) WHERE state = 'waiting';
CREATE INDEX delivery_lane ON delivery (lane, attempts, seq) WHERE finished_at IS NULL;
CREATE INDEX delivery_finished ON delivery (state, finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX delivery_event ON delivery (event_seq);
CREATE INDEX delivery_subscription ON delivery (repository, alias, seq);

-- Apart from its delivery, so that looking for due deliveries reads no bodies.
CREATE TABLE delivery_body (
  delivery_seq INTEGER PRIMARY KEY REFERENCES delivery (seq),
  content_type TEXT    NOT NULL,
  headers      TEXT    NOT NULL,
  body         BLOB    NOT NULL
);

CREATE TABLE attempt (
  delivery_seq INTEGER NOT NULL REFERENCES delivery (seq),
  number       INTEGER NOT NULL,
  started_at   INTEGER NOT NULL,
  took         INTEGER NOT NULL,
  outcome      TEXT    NOT NULL,
  reason       TEXT    NOT NULL,
  status       INTEGER,
  detail       TEXT    NOT NULL,
  PRIMARY KEY (delivery_seq, number)
) WITHOUT ROWID;

-- Deliveries by state, kept by triggers: nobody has to count a large table.
CREATE TABLE delivery_count (
  state TEXT    PRIMARY KEY,
  total INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO delivery_count VALUES ('held', 0), ('waiting', 0), ('delivered', 0), ('failed', 0);
CREATE TRIGGER delivery_added AFTER INSERT ON delivery BEGIN
  UPDATE delivery_count SET total = total + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER delivery_moved AFTER UPDATE OF state ON delivery WHEN OLD.state <> NEW.state BEGIN
  UPDATE delivery_count SET total = total - 1 WHERE state = OLD.state;
  UPDATE delivery_count SET total = total + 1 WHERE state = NEW.state;
END;
CREATE TRIGGER delivery_removed AFTER DELETE ON delivery BEGIN
  UPDATE delivery_count SET total = total - 1 WHERE state = OLD.state;
END;

CREATE TABLE source_state (
  repository TEXT NOT NULL,
  key        TEXT NOT NULL,
  value      TEXT NOT NULL,
  PRIMARY KEY (repository, key)
) WITHOUT ROWID;

CREATE TABLE disabled_subscription (
  repository TEXT    NOT NULL,
  alias      TEXT    NOT NULL,
  since      INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  PRIMARY KEY (repository, alias)
) WITHOUT ROWID;

-- Endpoints that could not be reached lately: how often in a row, and until when they are let be.
CREATE TABLE unreachable_endpoint (
  endpoint TEXT    PRIMARY KEY,
  failures INTEGER NOT NULL,
  open_until INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE notice (
  program TEXT    PRIMARY KEY,
  at      INTEGER NOT NULL,
  text    TEXT    NOT NULL
) WITHOUT ROWID;
