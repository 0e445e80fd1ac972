import { readFileSync } from 'node:fs';
import type { JobType, JsonObject } from '@fasttrack/contracts';
import type { ErrorObject } from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import type { ExecutorName } from './app-config';
import { EXECUTOR_NAMES } from './app-config';

/** A type of `JOB_TYPES_FILE`, and who runs it where the file says so. */
export interface RegisteredType {
  readonly type: JobType;
  readonly executor?: ExecutorName;
}

interface Entry {
  readonly title?: string;
  readonly description?: string;
  readonly schema: JsonObject;
  readonly executor?: ExecutorName;
}

/** What the file must look like. */
const FILE = {
  type: 'object',
  propertyNames: { pattern: '^[a-z][a-z0-9_-]{0,63}$' },
  additionalProperties: {
    type: 'object',
    required: ['schema'],
    additionalProperties: false,
    properties: {
      title: { type: 'string' },
      description: { type: 'string' },
      schema: { type: 'object' },
      executor: { enum: EXECUTOR_NAMES },
    },
  },
};

/**
 * The types of the file, `{"name": {"title", "description", "schema", "executor"}}`; only `schema` is required. Each
 * schema must be JSON Schema 2020-12. What is wrong is added to `faults`.
 */
export function readJobTypes(path: string | undefined, faults: string[]): RegisteredType[] {
  if (path === undefined) return [];
  const file = parse(path, faults);
  if (file === undefined) return [];
  const isFile = new Ajv2020({ allErrors: true }).compile<Readonly<Record<string, Entry>>>(FILE);
  if (!isFile(file)) {
    faults.push(...(isFile.errors ?? []).map((error) => `JOB_TYPES_FILE: ${told(error)}`));
    return [];
  }
  const entries = Object.entries(file);
  for (const [name, { schema }] of entries) refuseBadSchema(name, schema, faults);
  return entries.map(([name, { title = name, description = '', schema, executor }]) => ({
    type: { name, title, description, schema },
    ...(executor && { executor }),
  }));
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

function refuseBadSchema(name: string, schema: JsonObject, faults: string[]): void {
  const judge = new Ajv2020();
  if (judge.validateSchema(schema)) return;
  faults.push(
    `JOB_TYPES_FILE: the schema of ${name} is no JSON Schema: ${judge.errorsText(judge.errors, { dataVar: 'schema' })}`,
  );
}

const told = ({ instancePath, message = 'is not valid', params, propertyName }: ErrorObject): string =>
  propertyName === undefined
    ? `${instancePath || 'the file'} ${message} ${JSON.stringify(params)}`
    : `"${propertyName}" is no name of a type: lower case letters, digits, - and _, at most 64`;
