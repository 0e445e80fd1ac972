import { Contender } from '../support/contender';
import type { Request } from '../support/load';
import { load } from '../support/load';
import { inTurns, ratioOf } from '../support/ratio';
import type { Line, Scale } from '../support/report';
import { show } from '../support/report';
import { aDirectory, bareSubmit, fastTrack } from '../support/servers';
import { slowDisk } from '../support/slow-disk';

/** One commit at a time, a disk like this takes 450 to 600 rows a second: most that keep what they say they kept. */
const SLOW_FLUSH_US = 1800;
const PROMPT_LENGTH = 200;

const submitTo = ({ url }: Contender): Request => ({
  url: `${url}/jobs`,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ prompt: 'x'.repeat(PROMPT_LENGTH) }),
});

/** M1: durable submits per second of 64 clients, against one commit a row and against no store at all. */
export async function measureSubmit(scale: Scale): Promise<Line[]> {
  return [
    await compare(scale, 'sqlite', { name: 'this disk', env: {} }),
    await compare(scale, 'sqlite', { name: `flush + ${SLOW_FLUSH_US} µs`, env: slowDisk(SLOW_FLUSH_US), goal: 8 }),
    await compare(scale, 'nothing', { name: 'this disk', env: {}, goal: 0.6 }),
  ];
}

async function compare(
  { blocks, blockSeconds }: Scale,
  store: 'sqlite' | 'nothing',
  disk: { name: string; env: Record<string, string>; goal?: number },
): Promise<Line> {
  const ours = await Contender.start(fastTrack(aDirectory(), disk.env));
  const bare = await Contender.start(bareSubmit(store, disk.env));
  let acked = 0;
  const submits = async (server: Contender): Promise<number> => {
    const { requests, perSecond } = await load(submitTo(server), blockSeconds);
    if (server === ours) acked += requests;
    return perSecond;
  };
  const ratio = ratioOf(
    await inTurns(
      blocks,
      () => submits(ours),
      () => submits(bare),
    ),
  );
  const { total } = (await (await fetch(`${ours.url}/stats`)).json()) as { total: number };
  await Promise.all([ours.stop(), bare.stop()]);
  // Requests that wrk cut off at the end of a block may be stored without being counted.
  if (total < acked) throw new Error(`${acked} jobs were acknowledged and ${total} are stored`);
  const against = store === 'sqlite' ? 'bare Fastify, one commit a row' : 'bare Fastify, stores nothing';
  const goal = disk.goal === undefined ? {} : { isMet: ratio.low >= disk.goal };
  return {
    measure: `M1 submit, 64 clients, ${disk.name}`,
    against,
    result: show(ratio),
    goal: disk.goal === undefined ? 'for comparison' : `≥ ${disk.goal}x`,
    ...goal,
  };
}
