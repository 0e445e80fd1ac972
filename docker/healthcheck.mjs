// Exits 0 when the server in this container can store jobs, else 1 with the reason.
import { get } from 'node:http';

const url = `http://127.0.0.1:${process.env.PORT || 3000}/health/ready`;

function end(isWell, text) {
  process.stdout.write(`${text}\n`);
  process.exit(isWell ? 0 : 1);
}

get(url, { timeout: 4000 }, (answer) => {
  let text = '';
  answer.on('data', (part) => (text += part)).on('end', () => end(answer.statusCode === 200, text));
})
  .on('timeout', () => end(false, `${url} does not answer`))
  .on('error', ({ message }) => end(false, message));
