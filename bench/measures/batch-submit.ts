import { Contender } from '../support/contender';
import type { Request } from '../support/load';
import { load } from '../support/load';
import { inTurns, ratioOf } from '../support/ratio';
import type { Line, Scale } from '../support/report';
import { show } from '../support/report';
import { aDirectory, bareSubmit, fastTrack } from '../support/servers';

const SIZES = [100, 1000];
/** Who sends many jobs at once does not do so on many connections. */
const CONNECTIONS = 4;
const JOB = { prompt: 'x'.repeat(200) };
const AGAINST_SINGLES = 8;
const AGAINST_BARE = 0.6;

const postOf = (url: string, body: object): Request => ({
  ...{ url, method: 'POST', headers: { 'content-type': 'application/json' } },
  body: JSON.stringify(body),
});
const batchOf = ({ url }: Contender, size: number): Request => ({
  ...postOf(`${url}/jobs/batch`, { jobs: Array<typeof JOB>(size).fill(JOB) }),
  connections: CONNECTIONS,
});

/** M2: durable submits per second of many jobs a request, against one a request and against one transaction by hand. */
export async function measureBatchSubmit({ blocks, blockSeconds }: Scale): Promise<Line[]> {
  const ours = await Contender.start(fastTrack(aDirectory()));
  const bare = await Contender.start(bareSubmit('sqlite'));
  let acked = 0;
  const submits = async (request: Request, size: number): Promise<number> => {
    const { requests, perSecond } = await load(request, blockSeconds);
    if (request.url.startsWith(ours.url)) acked += requests * size;
    return perSecond * size;
  };
  const lines: Line[] = [];
  for (const size of SIZES) {
    const figures = await inTurns(
      blocks,
      () => submits(batchOf(ours, size), size),
      () => submits(postOf(`${ours.url}/jobs`, JOB), 1),
      () => submits(batchOf(bare, size), size),
    );
    const name = `M2 batch submit, ${size.toLocaleString('en')} a request`;
    const singles = ratioOf(figures.map(([batches, one]) => [batches, one]));
    const byHand = ratioOf(figures.map(([batches, , transaction]) => [batches, transaction]));
    lines.push(
      line(name, 'itself, one a request, 64 clients', singles, AGAINST_SINGLES),
      line(name, 'bare Fastify, one transaction', byHand, AGAINST_BARE),
    );
  }
  const { total } = (await (await fetch(`${ours.url}/stats`)).json()) as { total: number };
  await Promise.all([ours.stop(), bare.stop()]);
  if (total < acked) throw new Error(`${acked} jobs were acknowledged and ${total} are stored`);
  return lines;
}

const line = (measure: string, against: string, ratio: ReturnType<typeof ratioOf>, goal: number): Line => ({
  ...{ measure, against, result: show(ratio), goal: `≥ ${goal}x`, isMet: ratio.low >= goal },
});
