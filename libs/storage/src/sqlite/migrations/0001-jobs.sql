CREATE TABLE jobs(
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  status INTEGER NOT NULL,
  type INTEGER NOT NULL,
  priority INTEGER NOT NULL,
  ready INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  max_attempts INTEGER NOT NULL,
  lease_until INTEGER,
  holder TEXT,
  handed_over INTEGER,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  started_at INTEGER,
  completed_at INTEGER,
  details TEXT NOT NULL,
  excerpt TEXT NOT NULL,
  history TEXT NOT NULL,
  history_omitted INTEGER NOT NULL
) STRICT;
CREATE TABLE bodies(n INTEGER PRIMARY KEY, payload TEXT NOT NULL, result TEXT) STRICT;
CREATE TABLE types(type INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE counters(status INTEGER NOT NULL, type INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY(status, type)) STRICT, WITHOUT ROWID;
CREATE TABLE turns(key TEXT PRIMARY KEY, turn INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX claim ON jobs(priority DESC, turn, n) WHERE status = 0 AND ready = 1;
CREATE INDEX claim_type ON jobs(type, priority DESC, turn, n) WHERE status = 0 AND ready = 1;
CREATE INDEX delayed ON jobs(due_at) WHERE status = 0 AND ready = 0;
CREATE INDEX leases ON jobs(lease_until) WHERE status = 1;
CREATE INDEX expiring ON jobs(expires_at) WHERE status = 0 AND expires_at IS NOT NULL;
CREATE INDEX by_status ON jobs(status, n);
CREATE INDEX by_type ON jobs(type, n);
CREATE INDEX by_status_type ON jobs(status, type, n);
INSERT INTO meta VALUES ('store', lower(hex(randomblob(6)))), ('change', '0'), ('turn', '0');
