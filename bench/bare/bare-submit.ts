// What a user would write by hand: Fastify with a JSON schema and one driver insert, one commit, for each request.
// STORE=nothing leaves the insert out: the floor of what HTTP costs. Many jobs at once are one transaction.
import { join } from 'node:path';
import fastify from 'fastify';
import Database = require('libsql');
import { v7 as uuidv7 } from 'uuid';

const body = {
  type: 'object',
  required: ['prompt'],
  additionalProperties: false,
  properties: { prompt: { type: 'string', minLength: 1, maxLength: 5000 } },
};

type Row = readonly [id: string, prompt: string, status: string, createdAt: string];

function insertInto(directory: string): (rows: readonly Row[]) => void {
  const db = new Database(join(directory, 'bare.db'));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
  db.exec(
    'CREATE TABLE jobs(id TEXT PRIMARY KEY, prompt TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL)',
  );
  const insert = db.prepare('INSERT INTO jobs VALUES(?, ?, ?, ?)');
  const insertAll = db.transaction((rows: readonly Row[]) => {
    for (const row of rows) insert.run(...row);
  });
  return (rows) => {
    if (rows.length > 1) insertAll(rows);
    else for (const row of rows) insert.run(...row);
  };
}

interface New {
  readonly prompt: string;
}

const store = process.env.STORE === 'nothing' ? () => undefined : insertInto(process.env.DATA_DIR ?? '.');
const toJob = ({ prompt }: New) => ({ id: uuidv7(), prompt, status: 'PENDING', createdAt: new Date().toISOString() });
const toRow = ({ id, prompt, status, createdAt }: ReturnType<typeof toJob>): Row => [id, prompt, status, createdAt];
const many = {
  type: 'object',
  required: ['jobs'],
  properties: { jobs: { type: 'array', maxItems: 1000, items: body } },
};
const app = fastify();
app.get('/health/live', () => ({ status: 'ok' }));
app.post<{ Body: New }>('/jobs', { schema: { body } }, (request, reply) => {
  const job = toJob(request.body);
  store([toRow(job)]);
  void reply.code(201).send(job);
});
app.post<{ Body: { jobs: New[] } }>('/jobs/batch', { schema: { body: many } }, (request, reply) => {
  const jobs = request.body.jobs.map(toJob);
  store(jobs.map(toRow));
  void reply.send(jobs.map((job) => ({ status: 201, job })));
});
void app.listen({ port: Number(process.env.PORT) });
