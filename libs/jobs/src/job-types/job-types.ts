import type { FieldFault, JobType } from '@fasttrack/contracts';
import type { PayloadCheck } from './payload-check';
import { compilePayloadCheck } from './payload-check';

/** The types that this installation knows, in the order in which people see them. Also the injection token. */
export class JobTypes {
  readonly all: readonly JobType[];
  private readonly checks: ReadonlyMap<string, PayloadCheck>;

  /** Throws when a schema is no JSON Schema. */
  constructor(types: readonly JobType[]) {
    this.all = types;
    this.checks = new Map(types.map(({ name, schema }) => [name, compilePayloadCheck(schema)]));
  }

  /** Whether a type of this name is known. */
  has(name: string): boolean {
    return this.checks.has(name);
  }

  get names(): string[] {
    return this.all.map(({ name }) => name);
  }

  /** What is wrong with a job of this type and payload, as the body of a submit has them; empty: nothing. */
  check(type: string, payload: unknown, parent = '/payload'): readonly FieldFault[] {
    const check = this.checks.get(type);
    if (!check) return [{ pointer: '/type', detail: `type must be one of ${this.names.join(', ')}` }];
    return check(payload, parent);
  }
}
