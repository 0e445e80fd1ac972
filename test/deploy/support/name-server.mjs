import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const TTL_SECONDS = 1;

/** The answer to a question for an A record: every address, whatever the name. */
function answerTo(question, addresses) {
  const end = question.indexOf(0, 12) + 5;
  const header = Buffer.from([...question.subarray(0, 2), 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0]);
  const isForV4 = question.readUInt16BE(end - 4) === 1;
  const records = isForV4 ? addresses.map(recordOf) : [];
  header.writeUInt16BE(records.length, 6);
  return Buffer.concat([header, question.subarray(12, end), ...records]);
}

const recordOf = (address) =>
  Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, TTL_SECONDS, 0, 4, ...address.split('.').map(Number)]);

/** Answers for every name with `addresses`, which may change, as Docker's name server does for a service. */
export async function startNameServer(port, addresses) {
  const socket = createSocket('udp4');
  socket.on('message', (question, { port: to, address }) => socket.send(answerTo(question, addresses), to, address));
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}
