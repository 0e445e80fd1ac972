import type { TypeSettings } from '@fasttrack/contracts';
import { TypeRules } from '../src/job-types/type-rules';

/** The rules of an operator who says this much of types; jobs are kept for ever unless a type says otherwise. */
export const rulesWith = (types: Readonly<Record<string, TypeSettings>>, retentionDays = 0): TypeRules =>
  new TypeRules({ ...TypeRules.NONE.settings, typeSettings: new Map(Object.entries(types)), retentionDays });
