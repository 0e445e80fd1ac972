import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import type { OpenAPIObject } from '@nestjs/swagger';

/** What the cursors of each store look like: a row's number, or the id of a job. */
const PATTERNS: Readonly<Record<AppConfig['storage']['kind'], string>> = {
  sqlite: '^[1-9][0-9]{0,14}$',
  mongo: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
};

/** Writes into the description which cursors the store in use takes. */
export function describeCursors(document: OpenAPIObject, { kind }: AppConfig['storage']): void {
  for (const parameter of document.paths['/jobs']?.get?.parameters ?? []) {
    if ('name' in parameter && parameter.name === 'cursor')
      parameter.schema = { type: 'string', pattern: PATTERNS[kind] };
  }
}
