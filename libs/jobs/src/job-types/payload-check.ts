import type { FieldFault, JsonObject } from '@fasttrack/contracts';
import { memberPointer, unknownFault } from '@fasttrack/foundation/http/faults';
import type { ErrorObject } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { meantFaults } from './meant-faults';

/** What is wrong with a payload that stands at a JSON pointer; empty: nothing. */
export type PayloadCheck = (payload: unknown, parent: string) => readonly FieldFault[];

/** Lengths are UTF-16 units, as browsers and the limits of `prompt` count them; Ajv calls that deprecated in its log. */
const ajv = addFormats(
  new Ajv2020({ allErrors: true, strict: true, strictRequired: false, unicode: false, logger: false }),
);

/** Compiles the schema of a payload. Throws when it is no JSON Schema. */
export function compilePayloadCheck(schema: JsonObject): PayloadCheck {
  const check = ajv.compile(schema);
  return (payload, parent) => {
    if (check(payload)) return [];
    const faults = meantFaults(check.errors ?? []).map((error) => faultOf(error, parent));
    // The first rule that a field breaks says enough.
    return faults.filter(({ pointer }, at) => faults.findIndex((one) => one.pointer === pointer) === at);
  };
}

function faultOf(error: ErrorObject, parent: string): FieldFault {
  const at = `${parent}${error.instancePath}`;
  const params = error.params as Params;
  const missing = params.missingProperty;
  if (missing !== undefined) return { pointer: memberPointer(at, missing), detail: `${missing} is required` };
  const unknown = params.additionalProperty ?? params.unevaluatedProperty;
  if (unknown !== undefined) return unknownFault(unknown, (name) => memberPointer(at, name));
  const rule = RULES[error.keyword]?.(params) ?? error.message ?? 'is not valid';
  return { pointer: at, detail: `${nameOf(at)} ${rule}` };
}

/** What Ajv tells of a fault, as far as we repeat it. */
interface Params {
  readonly missingProperty?: string;
  readonly additionalProperty?: string;
  readonly unevaluatedProperty?: string;
  readonly allowedValues?: readonly unknown[];
  readonly format?: string;
  readonly limit?: number;
  readonly pattern?: string;
  readonly type?: string | readonly string[];
}

const withArticle = (type: string): string =>
  type === 'null' ? type : /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;

/** Rules in our words; any other is told in those of Ajv. */
const RULES: Readonly<Record<string, (params: Params) => string>> = {
  enum: ({ allowedValues = [] }) => `must be one of ${allowedValues.map(String).join(', ')}`,
  format: ({ format = '' }) => `must be a valid ${format}`,
  maxLength: ({ limit = 0 }) => `must be at most ${limit} characters long`,
  minLength: ({ limit = 0 }) => (limit === 1 ? 'must not be empty' : `must be at least ${limit} characters long`),
  minProperties: ({ limit = 0 }) => (limit === 1 ? 'must not be empty' : `must have at least ${limit} members`),
  pattern: ({ pattern = '' }) => (pattern === '\\S' ? 'must not be blank' : `must match ${pattern}`),
  'false schema': () => 'must not be given beside the others',
  type: ({ type = '' }) => `must be ${[type].flat().map(withArticle).join(' or ')}`,
};

/** The member that a pointer leads to, as people call it. */
const nameOf = (pointer: string): string => pointer.slice(pointer.lastIndexOf('/') + 1) || 'payload';
