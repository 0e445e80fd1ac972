// What a user would write by hand: Fastify with a JSON schema and one driver insert, one commit, for each request.
// STORE=nothing leaves the insert out: the floor of what HTTP costs.
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

function insertInto(directory: string): (...values: string[]) => void {
  const db = new Database(join(directory, 'bare.db'));
  db.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL');
  db.exec(
    'CREATE TABLE jobs(id TEXT PRIMARY KEY, prompt TEXT NOT NULL, status TEXT NOT NULL, created_at TEXT NOT NULL)',
  );
  const insert = db.prepare('INSERT INTO jobs VALUES(?, ?, ?, ?)');
  return (...values) => void insert.run(...values);
}

const store = process.env.STORE === 'nothing' ? () => undefined : insertInto(process.env.DATA_DIR ?? '.');
const app = fastify();
app.get('/health/live', () => ({ status: 'ok' }));
app.post<{ Body: { prompt: string } }>('/jobs', { schema: { body } }, (request, reply) => {
  const job = { id: uuidv7(), prompt: request.body.prompt, status: 'PENDING', createdAt: new Date().toISOString() };
  store(job.id, job.prompt, job.status, job.createdAt);
  void reply.code(201).send(job);
});
void app.listen({ port: Number(process.env.PORT) });
