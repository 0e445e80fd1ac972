import { StartError } from '../errors/fast-track-error';

interface Address {
  readonly host: string;
  readonly port: number;
}

const UNKNOWN_HOST = ({ host }: Address): string =>
  `HOST ${host} is not known here: set HOST to an address of this machine`;

/** What the operator can do about an address that the server cannot have, by the code of the system. */
const WORDS: Readonly<Record<string, (address: Address) => string>> = {
  EADDRINUSE: ({ host, port }) => `Port ${port} on ${host} is taken: stop the other program or set PORT`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is no address of this machine: set HOST to one that is, or to 0.0.0.0`,
  EACCES: ({ host, port }) => `Port ${port} on ${host} is not allowed to this user: set PORT to 1024 or higher`,
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: UNKNOWN_HOST,
};

/** The error to end with when listening failed: a {@link StartError} when the address is at fault, else the error itself. */
export function listenFault(error: unknown, address: Address): unknown {
  const words = WORDS[String((error as NodeJS.ErrnoException).code)];
  return words ? new StartError(words(address), { cause: error }) : error;
}
