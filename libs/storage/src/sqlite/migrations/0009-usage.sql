CREATE TABLE usage(type INTEGER PRIMARY KEY, input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL) STRICT;
INSERT INTO usage
  SELECT type, coalesce(sum(details ->> '$.usage.inputTokens'), 0), coalesce(sum(details ->> '$.usage.outputTokens'), 0) FROM jobs
  WHERE details ->> '$.usage' IS NOT NULL GROUP BY type;
