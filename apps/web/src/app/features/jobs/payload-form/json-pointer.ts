const escaped = (name: string | number): string => String(name).replaceAll('~', '~0').replaceAll('/', '~1');

/** The pointer (RFC 6901) of a member of what `parent` points to. */
export const memberPointer = (parent: string, name: string | number): string => `${parent}/${escaped(name)}`;

/** The names that a pointer leads through. */
export const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
