import type { JobView } from '@fasttrack/contracts';
import { spelled } from '../../shared/json-viewer/json-node';
import { parseJson } from '../../shared/json-viewer/json-parse';

/**
 * The JSON text of a member of a job, cut out of the text that the job came in, so that every number stands as it was
 * sent. Without that text it is written anew. `undefined` when the job has no such member.
 */
export function memberText(job: JobView, name: 'payload' | 'result', wireText: string | undefined): string | undefined {
  if (job[name] === undefined) return undefined;
  return (wireText === undefined ? undefined : cutOut(wireText, name)) ?? JSON.stringify(job[name]);
}

function cutOut(wireText: string, name: string): string | undefined {
  const members = parseJson(wireText).root?.children ?? [];
  // `JSON.parse` takes the last of members with one name.
  const member = members.findLast(({ key }) => key && spelled(wireText, key) === `"${name}"`);
  return member && spelled(wireText, member);
}
