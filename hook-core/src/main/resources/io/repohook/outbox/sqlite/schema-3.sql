-- Whom a delivery goes to, where its channel has several recipients: each has one of its own.
ALTER TABLE delivery ADD COLUMN recipient TEXT NOT NULL DEFAULT '';
