ALTER TABLE jobs ADD COLUMN key TEXT;
ALTER TABLE jobs ADD COLUMN result_valid INTEGER;
UPDATE jobs SET key = details ->> '$.key', result_valid = details ->> '$.resultValid'
  WHERE details ->> '$.key' IS NOT NULL OR details ->> '$.resultValid' IS NOT NULL;
CREATE INDEX by_key ON jobs(key, n) WHERE key IS NOT NULL;
CREATE INDEX by_invalid ON jobs(n) WHERE result_valid = 0;
CREATE INDEX by_priority ON jobs(priority, n);
CREATE INDEX by_created ON jobs(created_at);
CREATE INDEX by_updated ON jobs(updated_at);
CREATE TABLE tags(tag TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY(tag, n)) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO tags SELECT tag.value, n FROM jobs, json_each(details, '$.tags') AS tag;
CREATE VIRTUAL TABLE words USING fts5(text, content='', contentless_delete=1, detail=none, tokenize='ascii', prefix='1 2');
CREATE TRIGGER forget_job AFTER DELETE ON jobs BEGIN
  DELETE FROM tags WHERE n = OLD.n AND tag IN (SELECT value FROM json_each(OLD.details, '$.tags'));
  DELETE FROM words WHERE rowid = OLD.n;
END;
INSERT INTO meta SELECT 'created_slack', coalesce(max(latest - created_at), 0)
  FROM (SELECT created_at, max(created_at) OVER (ORDER BY n) AS latest FROM jobs);
INSERT INTO meta SELECT 'without_words', coalesce(max(n), 0) FROM jobs;
