import { readFileSync } from 'node:fs';
import type { JobType, JsonObject, TypeBackoff, TypeSettings } from '@fasttrack/contracts';
import { BUILT_IN_TYPE_NAMES } from '@fasttrack/contracts';
import type { ErrorObject } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { isPlainObject } from '../http/is-plain-object';
import type { AiEntry } from './ai-settings-schema';
import { AI_PROPERTY } from './ai-settings-schema';
import type { ExecutorName } from './app-config';
import { EXECUTOR_NAMES } from './app-config';
import { SETTINGS_PROPERTIES, wholeBackoff } from './type-settings-schema';

/** What `JOB_TYPES_FILE` says of a type. */
export interface RegisteredType {
  readonly name: string;
  /** Absent: a built-in type whose payload stays as it is. */
  readonly type?: JobType;
  /** Who runs it, where the file says so. */
  readonly executor?: ExecutorName;
  /** Where its jobs are sent. Not checked yet. */
  readonly url?: string;
  /** How its jobs are put to a model. */
  readonly ai?: AiEntry;
  readonly settings: TypeSettings;
}

interface Entry extends Omit<TypeSettings, 'backoff'> {
  readonly title?: string;
  readonly description?: string;
  readonly schema?: JsonObject;
  readonly executor?: ExecutorName;
  readonly url?: string;
  readonly ai?: AiEntry;
  readonly backoff?: Partial<TypeBackoff> & Pick<TypeBackoff, 'initialSeconds'>;
}

const ENTRY = {
  type: 'object',
  additionalProperties: false,
  // A title of a payload that the file does not describe would be that of another type.
  dependentRequired: { title: ['schema'], description: ['schema'] },
  properties: {
    title: { type: 'string' },
    description: { type: 'string' },
    schema: { type: 'object' },
    executor: { enum: EXECUTOR_NAMES },
    url: { type: 'string' },
    ai: AI_PROPERTY,
    ...SETTINGS_PROPERTIES,
  },
};

/** What the file must look like: only a built-in type can do without a schema. */
const FILE = {
  type: 'object',
  propertyNames: { pattern: '^[a-z][a-z0-9_-]{0,63}$' },
  properties: Object.fromEntries(BUILT_IN_TYPE_NAMES.map((name) => [name, ENTRY])),
  additionalProperties: { ...ENTRY, required: ['schema'] },
};

/**
 * The types of the file: `{"name": {"title", "description", "schema", "executor"}}` and how their jobs are run. Each
 * schema must be JSON Schema 2020-12. Everything that is wrong is added to `faults`.
 */
export function readJobTypes(path: string | undefined, faults: string[]): RegisteredType[] {
  if (path === undefined) return [];
  const file = parse(path, faults);
  if (file === undefined) return [];
  const known = faults.length;
  for (const [whose, schema] of schemasOf(file)) refuseBadSchema(whose, schema, faults);
  const isFile = new Ajv2020({ allErrors: true }).compile<Readonly<Record<string, Entry>>>(FILE);
  if (!isFile(file)) faults.push(...(isFile.errors ?? []).map((error) => `JOB_TYPES_FILE: ${told(error)}`));
  return faults.length > known ? [] : Object.entries(file as Readonly<Record<string, Entry>>).map(toRegistered);
}

function toRegistered([name, entry]: [string, Entry]): RegisteredType {
  const { url, ai, executor = executorOf(entry), ...described } = entry;
  const { title = name, description = '', schema, backoff, ...settings } = described;
  return {
    name,
    ...(schema && { type: { name, title, description, schema } }),
    ...(executor && { executor }),
    ...(url !== undefined && { url }),
    ...(ai && { ai }),
    settings: { ...settings, ...(backoff && { backoff: wholeBackoff(backoff) }) },
  };
}

/** To say where its jobs are sent, or how they are put to a model, is to say who runs them. */
function executorOf({ url, ai }: Entry): ExecutorName | undefined {
  if (url !== undefined) return 'n8n';
  return ai && 'openai';
}

function parse(path: string, faults: string[]): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof SyntaxError ? `is not JSON: ${error.message}` : 'cannot be read';
    faults.push(`JOB_TYPES_FILE ${path} ${reason}`);
    return undefined;
  }
}

/** What stands in the file as a schema, with whose it is, whatever else is wrong with it. */
function schemasOf(file: unknown): [whose: string, schema: object][] {
  if (!isPlainObject(file)) return [];
  return Object.entries(file).flatMap(([name, entry]): [string, object][] => {
    const { schema, ai } = (isPlainObject(entry) ? entry : {}) as Partial<Record<'schema' | 'ai', unknown>>;
    const ofResult = isPlainObject(ai) ? (ai as { resultSchema?: unknown }).resultSchema : undefined;
    return [
      ...(isPlainObject(schema) ? [[`the schema of ${name}`, schema] as [string, object]] : []),
      ...(isPlainObject(ofResult) ? [[`the resultSchema of ${name}`, ofResult] as [string, object]] : []),
    ];
  });
}

function refuseBadSchema(whose: string, schema: object, faults: string[]): void {
  const judge = new Ajv2020();
  if (judge.validateSchema(schema)) return;
  faults.push(`JOB_TYPES_FILE: ${whose} is no JSON Schema: ${judge.errorsText(judge.errors, { dataVar: 'schema' })}`);
}

const told = ({ instancePath, message = 'is not valid', params, propertyName }: ErrorObject): string =>
  propertyName === undefined
    ? `${instancePath || 'the file'} ${message} ${JSON.stringify(params)}`
    : `"${propertyName}" is no name of a type: lower case letters, digits, - and _, at most 64`;
