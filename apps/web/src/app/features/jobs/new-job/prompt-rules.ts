import { PROMPT_MAX_LENGTH, isBlank } from '@fasttrack/contracts';

const number = new Intl.NumberFormat('en');

/** What is wrong with a prompt, by the limits of the server; `null` when it may be sent. */
export function promptFault(prompt: string): string | null {
  if (isBlank(prompt)) return 'Write a prompt: it must not be blank.';
  const tooMany = prompt.length - PROMPT_MAX_LENGTH;
  if (tooMany <= 0) return null;
  return `Shorten it by ${number.format(tooMany)}: a prompt has at most ${number.format(PROMPT_MAX_LENGTH)} characters.`;
}

/** `30 of 5,000`. */
export const promptCount = (prompt: string): string =>
  `${number.format(prompt.length)} of ${number.format(PROMPT_MAX_LENGTH)}`;
