import type { AppConfig } from '@fasttrack/foundation/config/app-config';
import { GuardedOperations } from '@fasttrack/foundation/http/guarded-operations';
import { describeKeys } from '@fasttrack/foundation/http/openapi-keys';
import { SCHEMAS } from '@fasttrack/foundation/http/openapi-schemas';
import { describeRateLimit } from '@fasttrack/foundation/http/rate-limit-description';
import { VERSION } from '@fasttrack/foundation/process/version';
import type { JobKnowledge } from '@fasttrack/jobs/http/new-job-of';
import { submitSchema } from '@fasttrack/jobs/http/submit-schema';
import { JobTypes } from '@fasttrack/jobs/job-types/job-types';
import { Simulations } from '@fasttrack/jobs/simulation/simulations';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the description of the API: `/openapi.json` for programs, `/docs` for people. */
export function serveOpenApi(app: NestFastifyApplication, config: AppConfig): void {
  const { http } = config;
  const guarded = new GuardedOperations();
  guarded.watch(app.getHttpAdapter().getInstance());
  const base = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Fast Track')
    .setDescription('Job layer between applications and slow workers. Every path also stands under /api.')
    .setVersion(VERSION)
    .build();
  const build = (): OpenAPIObject => {
    const document = SwaggerModule.createDocument(app, base);
    for (const body of Object.values(document.components?.schemas ?? {}))
      Object.assign(body, { additionalProperties: false });
    document.components = {
      ...document.components,
      schemas: { ...document.components?.schemas, ...(SCHEMAS as object) },
    };
    describeTypes(document, {
      types: app.get(JobTypes, { strict: false }),
      simulations: app.get(Simulations, { strict: false }),
    });
    describeKeys(document, guarded, config);
    if (http.requestsPerMinute > 0) describeRateLimit(document, guarded);
    return document;
  };
  SwaggerModule.setup('docs', app, build, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Fast Track API',
  });
}

/** The types of this installation: in the body of a submit, and as what a list may be asked for. */
function describeTypes({ components, paths }: OpenAPIObject, knowledge: JobKnowledge): void {
  const { types } = knowledge;
  const { schemas } = components ?? {};
  const submit = schemas?.['SubmitJobDto'];
  if (schemas && submit && 'properties' in submit) schemas['SubmitJobDto'] = submitSchema(submit, knowledge);
  const claim = schemas?.['ClaimJobDto'];
  const wanted = claim && 'properties' in claim ? claim.properties?.['types'] : undefined;
  if (wanted) Object.assign(wanted, { items: { type: 'string', enum: types.names } });
  const filter = schemas?.['JobFilterDto'];
  const ofFilter = filter && 'properties' in filter ? filter.properties?.['type'] : undefined;
  if (ofFilter) Object.assign(ofFilter, { enum: types.names });
  for (const parameter of ['/jobs', '/jobs/export', '/stats/trend'].flatMap(
    (path) => paths[path]?.get?.parameters ?? [],
  )) {
    if ('name' in parameter && parameter.name === 'type') parameter.schema = { type: 'string', enum: types.names };
  }
}
