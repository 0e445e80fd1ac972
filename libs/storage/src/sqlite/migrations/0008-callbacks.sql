CREATE TABLE callbacks(
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  verdict TEXT NOT NULL,
  job_id TEXT,
  entry TEXT NOT NULL
) STRICT;
CREATE INDEX callbacks_by_verdict ON callbacks(verdict, id);
CREATE INDEX callbacks_by_job ON callbacks(job_id, id) WHERE job_id IS NOT NULL;
