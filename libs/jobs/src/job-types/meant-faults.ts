import type { ErrorObject } from 'ajv';

/**
 * The faults of a payload without those of alternatives that nobody meant: of a value that may be one of several things,
 * what is wrong with those of its own kind (text, object, …), or which kinds there are when it is of none.
 */
export const meantFaults = (errors: readonly ErrorObject[]): readonly ErrorObject[] =>
  errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf').reduce(meantOf, errors);

function meantOf(errors: readonly ErrorObject[], choice: ErrorObject): readonly ErrorObject[] {
  const inside = errors.filter((error) => branchOf(error, choice) !== undefined);
  const kinds = inside.filter(
    ({ keyword, instancePath }) => keyword === 'type' && instancePath === choice.instancePath,
  );
  if (kinds.length === 0) return errors;
  const strange = new Set(kinds.map((error) => branchOf(error, choice)));
  const meant = inside.filter((error) => !strange.has(branchOf(error, choice)));
  const told = meant.length > 0 ? meant : [ofNoKind(choice, kinds)];
  return errors.flatMap((error) => (error === choice ? told : inside.includes(error) ? [] : [error]));
}

/** Which of the alternatives a fault belongs to; `undefined`: it is another fault. */
function branchOf({ schemaPath, instancePath }: ErrorObject, choice: ErrorObject): string | undefined {
  const isThere = instancePath === choice.instancePath || instancePath.startsWith(`${choice.instancePath}/`);
  if (!isThere || !schemaPath.startsWith(`${choice.schemaPath}/`)) return undefined;
  return schemaPath.slice(choice.schemaPath.length + 1).split('/')[0];
}

function ofNoKind(choice: ErrorObject, kinds: readonly ErrorObject[]): ErrorObject {
  const types = kinds.flatMap(({ params }) => (params as { readonly type: string | readonly string[] }).type);
  return { ...choice, keyword: 'type', params: { type: [...new Set(types)] } };
}
