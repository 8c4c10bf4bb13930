-- Endpoints that bear only so many requests: the least time from one to the next, and when the next
-- may begin. Milliseconds.
CREATE TABLE paced_endpoint (
  endpoint TEXT    PRIMARY KEY,
  spacing  INTEGER NOT NULL,
  next_at  INTEGER NOT NULL
) WITHOUT ROWID;
