const MAX_LENGTH = 100;

/** As much of an unknown id or name as an answer repeats. */
export const shownName = (name: string): string => (name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH)}…` : name);
