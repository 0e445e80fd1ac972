import { parentPort, workerData } from 'node:worker_threads';
import { BadCursorError } from '@fasttrack/jobs/job-store.port';
import type { FromReader, ToReader } from './reader-message';
import { SqliteReader } from './sqlite-reader';

let offset = 0;
const { file } = workerData as { file: string };
const reader = new SqliteReader(file, () => offset);

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function answer(request: Exclude<ToReader, { kind: 'close' }>): FromReader {
  const { id } = request;
  try {
    if (request.kind === 'count') return { id, slice: reader.countSlice(request.filter, request.behind) };
    offset = request.offset;
    return { id, page: reader.list(request.query) };
  } catch (error) {
    return error instanceof BadCursorError ? { id, badCursor: error.reason } : { id, error: textOf(error) };
  }
}

parentPort?.on('message', (message: ToReader) => {
  if (message.kind !== 'close') {
    parentPort?.postMessage(answer(message));
    return;
  }
  reader.close();
  parentPort?.close();
});
