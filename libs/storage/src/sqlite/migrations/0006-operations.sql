CREATE TABLE operations(
  id TEXT PRIMARY KEY,
  is_open INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX open_operations ON operations(id) WHERE is_open = 1;
CREATE INDEX ended_operations ON operations(started_at) WHERE is_open = 0;
