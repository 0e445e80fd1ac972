import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A server that takes any JSON and keeps it. */
export async function startListener() {
  const received = [];
  const server = createServer(async (request, response) => {
    received.push(JSON.parse(await text(request)));
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    received,
    close: () => server.close().closeAllConnections(),
  };
}
