import { ListJobsDto } from '@fasttrack/jobs/http/list-jobs.dto';
import { RetryJobDto, SubmitJobDto } from '@fasttrack/jobs/http/submit-job.dto';
import { CallbackDto } from '@fasttrack/webhook/callback.dto';
import fc from 'fast-check';
import { compileFastCheck } from './fast-check';
import type { DtoClass } from './faults';
import { validate } from './faults';

const faultsOf = (dto: DtoClass<object>, body: object) => validate(dto, { ...body }, (name) => name).faults;

const prompt = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('', ' ', '\n\t', '\u00a0', '\u2003', '\u200b', '\ufeff', '\0', '\ud800', ' x '),
  fc.constantFrom(4999, 5000, 5001).map((length) => 'p'.repeat(length)),
  fc.constantFrom(1249, 1250, 1251).map((length) => '❤️'.repeat(2 * length)),
  fc.constantFrom(2499, 2500, 2501).map((length) => '😀'.repeat(length)),
);
/** Anything that a JSON body may hold in place of a member. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(undefined, null, 0, 3, 3.5, '3', true, [], {}),
);
const body = (members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.oneof(
    fc.record(members, { requiredKeys: [] }),
    fc.record(Object.fromEntries(Object.keys(members).map((name) => [name, anything])), { requiredKeys: [] }),
    fc.record({ ...members, extra: anything }, { requiredKeys: [] }),
  );

const BODIES: [string, DtoClass<object>, fc.Arbitrary<object>][] = [
  [
    'SubmitJobDto',
    SubmitJobDto,
    body({
      prompt: fc.oneof(prompt, prompt, anything),
      type: fc.constantFrom<unknown>('prompt', 'PROMPT', 'email', null, undefined, ['prompt']),
      priority: fc.constantFrom<unknown>(1, 5, 0, 6, 2.5, '3', null, undefined, [3]),
      expects: fc.constantFrom<unknown>('json', 'text', 'JSON', null, undefined, {}),
    }),
  ],
  ['RetryJobDto', RetryJobDto, body({ payload: fc.oneof(fc.object({ maxDepth: 1 }), anything) })],
  [
    'CallbackDto',
    CallbackDto,
    body({
      jobId: fc.oneof(fc.string(), anything),
      result: anything,
      status: fc.constantFrom<unknown>('COMPLETED', 'FAILED', 'failed', null, undefined),
      error: anything,
      attempt: fc.constantFrom<unknown>(0, 1, -1, 1.5, '1', null, undefined),
    }),
  ],
  ['ListJobsDto', ListJobsDto, body({ status: fc.constantFrom<unknown>('PENDING', 'pending', 'x'), limit: anything })],
];

describe('compileFastCheck', () => {
  it.each(BODIES)('never lets a %s pass that class-validator refuses', (_name, dto, bodies) => {
    const isValid = compileFastCheck(dto);
    fc.assert(
      fc.property(bodies, (given) => {
        if (isValid(given)) expect({ given, faults: faultsOf(dto, given) }).toEqual({ given, faults: [] });
      }),
      { seed: 7, numRuns: 600 },
    );
  });

  it.each<[object]>([
    [{ prompt: 'hello' }],
    [{ prompt: 'p'.repeat(5000) }],
    [{ prompt: '😀'.repeat(2500), priority: 5 }],
    [{ prompt: ' x ', type: 'prompt', priority: 1, expects: 'text' }],
  ])('lets a good submit pass without class-validator', (given) => {
    expect(compileFastCheck(SubmitJobDto)(given)).toBe(true);
  });

  it.each<[unknown]>([
    [undefined],
    [null],
    ['{"prompt":"x"}'],
    [[{ prompt: 'x' }]],
    [{ prompt: '' }],
    [{ prompt: 'x', tags: ['a', 1] }],
    [{ prompt: 'x', webhook: null }],
    [{ prompt: ' \u2003' }],
    [{ prompt: 'p'.repeat(5001) }],
    [{ prompt: '😀'.repeat(2501) }],
    [{ prompt: { $gt: '' } }],
    [{ prompt: ['x'] }],
    [{ prompt: 'x', type: null }],
    [{ prompt: 'x', priority: '5' }],
    [{ prompt: 'x', extra: 1 }],
  ])('is not sure of %j', (given) => {
    expect(compileFastCheck(SubmitJobDto)(given)).toBe(false);
  });

  it('is sure of a good callback, whatever its result', () => {
    const isValid = compileFastCheck(CallbackDto);
    expect(isValid({ jobId: 'a', result: { toString: 1 }, attempt: 1, status: 'COMPLETED' })).toBe(true);
    expect(isValid({ jobId: 'a', status: 'FAILED', error: 'no' })).toBe(true);
    expect(isValid({ jobId: '', result: 1 })).toBe(false);
    expect(isValid({ jobId: 'a', result: 1, attempt: -1 })).toBe(false);
    expect(isValid({ jobId: 'a', result: 1, more: 1 })).toBe(false);
  });
});
