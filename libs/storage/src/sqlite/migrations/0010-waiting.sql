CREATE INDEX waiting ON jobs(ready, due_at) WHERE status = 0;
DROP INDEX delayed;
