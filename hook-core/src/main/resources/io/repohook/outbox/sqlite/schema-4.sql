-- What gathers for a subscription until its digest closes and becomes a delivery.
CREATE TABLE digest (
  seq          INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE,
  repository   TEXT    NOT NULL,
  kind         TEXT    NOT NULL,
  alias        TEXT    NOT NULL,
  -- The kind of channel that made the items: no other can read them.
  channel      TEXT    NOT NULL,
  endpoint     TEXT    NOT NULL,
  opened_at    INTEGER NOT NULL,
  closes_at    INTEGER NOT NULL,
  -- Once sealed nothing gathers in it any more.
  sealed       INTEGER NOT NULL DEFAULT 0,
  -- When it is to be rendered; null when it has been.
  render_at    INTEGER,
  events       INTEGER NOT NULL DEFAULT 0,
  listed       INTEGER NOT NULL DEFAULT 0,
  listed_bytes INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX digest_gathering ON digest (repository, alias) WHERE sealed = 0;
CREATE INDEX digest_due ON digest (render_at) WHERE render_at IS NOT NULL;

CREATE TABLE digest_item (
  digest_seq INTEGER NOT NULL REFERENCES digest (seq),
  number     INTEGER NOT NULL,
  event_seq  INTEGER NOT NULL REFERENCES event (seq),
  -- Null when it is counted only, and once the digest has been rendered.
  item       BLOB,
  PRIMARY KEY (digest_seq, number)
) WITHOUT ROWID;
CREATE INDEX digest_item_event ON digest_item (event_seq);

-- The digest that a delivery tells; its event is then the one that opened it.
ALTER TABLE delivery ADD COLUMN digest_seq INTEGER REFERENCES digest (seq);
CREATE INDEX delivery_digest ON delivery (digest_seq) WHERE digest_seq IS NOT NULL;
