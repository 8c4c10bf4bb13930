-- Who an event turned out to be after it was told: the hook's own report came later.
ALTER TABLE event ADD COLUMN actor_learnt INTEGER NOT NULL DEFAULT 0;
ALTER TABLE event ADD COLUMN actor_name TEXT;
ALTER TABLE event ADD COLUMN actor_email TEXT;
ALTER TABLE event ADD COLUMN actor_address TEXT;
