ALTER TABLE jobs ADD COLUMN deadline INTEGER;
CREATE INDEX ended ON jobs(type, status, completed_at) WHERE status >= 2 AND completed_at IS NOT NULL;
CREATE TABLE type_controls(type TEXT PRIMARY KEY, paused INTEGER NOT NULL, concurrency INTEGER, changed_at INTEGER NOT NULL, changed_by TEXT NOT NULL) STRICT, WITHOUT ROWID;
