-- Whose build a digest holds; empty for a subscription's digest of everything that gathers by time.
ALTER TABLE digest ADD COLUMN build TEXT NOT NULL DEFAULT '';
DROP INDEX digest_gathering;
CREATE UNIQUE INDEX digest_gathering ON digest (repository, alias, build) WHERE sealed = 0;
