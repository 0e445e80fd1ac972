import type { CallbackVerdict } from '@fasttrack/contracts';
import type { IconName } from '../../../shared/icon-paths';

/** How a verdict is shown and what it means. */
export interface VerdictLook {
  readonly label: string;
  readonly icon: IconName;
  /** Class of its chip. */
  readonly look: string;
  readonly meaning: string;
}

const verdict = (label: string, icon: IconName, look: string, meaning: string): VerdictLook => ({
  label,
  icon,
  look,
  meaning,
});

const LOOKS: Readonly<Record<CallbackVerdict, VerdictLook>> = {
  accepted: verdict('Accepted', 'check', 'COMPLETED', 'It changed the job.'),
  duplicate: verdict('Duplicate', 'copy', 'PENDING', 'The job had this outcome already: nothing changed.'),
  late: verdict('Late', 'hourglass', 'HALLU', 'The job had ended in another way: nothing changed.'),
  'stale attempt': verdict('Stale attempt', 'history', 'HALLU', 'It was about another run: nothing changed.'),
  malformed: verdict('Malformed', 'braces', 'HALLU', 'Its body is no callback: nothing changed.'),
  'unknown job': verdict('Unknown job', 'search', 'CANCELLED', 'There was no such job.'),
  unauthorized: verdict('Unauthorized', 'key', 'FAILED', 'It had no valid proof: nothing of it was read.'),
};

/** A verdict as it is shown; one that is not known stands as it came. */
export const verdictLook = (name: string): VerdictLook =>
  Object.hasOwn(LOOKS, name) ? LOOKS[name as CallbackVerdict] : verdict(name, 'info', 'PENDING', '');

/** What proved a callback, in words. */
export function proofText(proof: string | undefined): string {
  if (proof === 'secret') return 'Proven by the shared secret';
  if (proof === 'signature') return 'Proven by its signature';
  return proof === 'token' ? 'Proven by the token of its address' : 'Without a valid proof';
}
