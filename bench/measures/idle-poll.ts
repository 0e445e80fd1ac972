import { setTimeout as delay } from 'node:timers/promises';
import { Contender } from '../support/contender';
import { load } from '../support/load';
import { inTurns, ratioOf } from '../support/ratio';
import type { Line, Scale } from '../support/report';
import { show } from '../support/report';
import { aDirectory, fastTrack } from '../support/servers';

const JOBS = 50;
const BYTES_GOAL = 300;
const CPU_GOAL = 0.35;
/** A tag is good for a slot of this length. */
const SLOT_MS = 30_000;
const SLACK_MS = 500;

/** M7: a poll of an unchanged list, against the same list answered whole. */
export async function measureIdlePoll({ blocks, blockSeconds }: Scale): Promise<Line[]> {
  const server = await Contender.start(fastTrack(aDirectory()));
  await fill(server.url);
  const whole = await fetch(`${server.url}/jobs`);
  const wholeBytes = (await whole.arrayBuffer()).byteLength;
  const cpuOf = async (headers: () => Promise<Record<string, string>>): Promise<number> => {
    const before = server.cpuSeconds();
    const request = { url: `${server.url}/jobs`, method: 'GET' as const, headers: await headers() };
    const { requests } = await load(request, blockSeconds);
    return (server.cpuSeconds() - before) / requests;
  };
  const ratio = ratioOf(
    await inTurns(
      blocks,
      () => cpuOf(() => freshTag(server.url, blockSeconds)),
      () => cpuOf(() => Promise.resolve({})),
    ),
  );
  const bytes = await answerBytes(server.url);
  await server.stop();
  return [
    {
      measure: `M7 idle poll of ${JOBS} jobs, CPU`,
      against: 'the same list, 200',
      result: show(ratio),
      goal: `≤ ${CPU_GOAL}x`,
      isMet: ratio.high <= CPU_GOAL,
    },
    {
      measure: `M7 idle poll of ${JOBS} jobs, body`,
      against: `${wholeBytes} bytes, 200`,
      result: `${bytes} bytes`,
      goal: `≤ ${BYTES_GOAL} bytes`,
      isMet: bytes <= BYTES_GOAL,
      isExact: true,
    },
  ];
}

async function fill(url: string): Promise<void> {
  const body = JSON.stringify({ prompt: 'x'.repeat(200) });
  const submit = (): Promise<Response> =>
    fetch(`${url}/jobs`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await Promise.all(Array.from({ length: JOBS }, submit));
}

/** The tag of the list, once it is good for so many seconds. */
async function freshTag(url: string, seconds: number): Promise<Record<string, string>> {
  const leftMs = SLOT_MS - (Date.now() % SLOT_MS);
  if (leftMs < seconds * 1000 + SLACK_MS) await delay(leftMs + SLACK_MS);
  const { headers } = await fetch(`${url}/jobs`);
  return { 'if-none-match': headers.get('etag') ?? '' };
}

async function answerBytes(url: string): Promise<number> {
  const answer = await fetch(`${url}/jobs`, { headers: await freshTag(url, 0) });
  if (answer.status !== 304) throw new Error(`an unchanged list was answered ${answer.status}`);
  return (await answer.arrayBuffer()).byteLength;
}
