import { BUILT_IN_TYPES } from './built-in-types';
import { JobTypes } from './job-types';

const types = new JobTypes(BUILT_IN_TYPES);
const pointers = (type: string, payload: unknown): string[] => types.check(type, payload).map(({ pointer }) => pointer);
const words = (type: string, payload: unknown): string[] => types.check(type, payload).map(({ detail }) => detail);

describe('JobTypes', () => {
  it.each([
    ['prompt', { prompt: 'x'.repeat(5000) }],
    ['email', { to: 'ada@example.org' }],
    ['email', { to: 'ada@example.org', subject: '', body: 'Hello' }],
    ['report', { report_type: 'sales', format: 'csv' }],
    ['report', { report_type: 'sales', format: 'pdf', date_range: '2026-01' }],
    ['report', { report_type: 'sales', format: 'pdf', date_range: { from: '2026-01-01', to: '2026-01-31' } }],
    ['notification', { user_id: 'u1', channel: 'push', message: 'Ready' }],
  ])('takes a good %s payload', (type, payload) => {
    expect(types.check(type, payload)).toEqual([]);
  });

  it.each([
    ['prompt', { prompt: ' \n ' }, '/payload/prompt', 'prompt must not be blank'],
    ['prompt', { prompt: 'x'.repeat(5001) }, '/payload/prompt', 'prompt must be at most 5000 characters long'],
    ['prompt', { prompt: '🚀'.repeat(2501) }, '/payload/prompt', 'prompt must be at most 5000 characters long'],
    ['email', {}, '/payload/to', 'to is required'],
    ['email', { to: 'nobody' }, '/payload/to', 'to must be a valid email'],
    ['email', { to: 'a@b.org', cc: 'x' }, '/payload/cc', 'cc is not known here'],
    ['email', { to: ['a@b.org'] }, '/payload/to', 'to must be a string'],
    ['report', { report_type: 'sales', format: 'doc' }, '/payload/format', 'format must be one of pdf, csv'],
    ['notification', { user_id: 'u', channel: 'fax', message: 'm' }, '/payload/channel', /one of push, sms, email/],
    ['email', 'text', '/payload', 'payload must be an object'],
    ['email', { to: 'a@b.org', 'a/b~c': 1 }, '/payload/a~1b~0c', 'a/b~c is not known here'],
  ])('refuses a bad %s payload and names the field (%#)', (type, payload, pointer, detail) => {
    expect(pointers(type, payload)).toEqual([pointer]);
    expect(words(type, payload)[0]).toMatch(detail);
  });

  it('lists every fault of a payload', () => {
    expect(pointers('notification', { channel: 'fax' }).sort()).toEqual([
      '/payload/channel',
      '/payload/message',
      '/payload/user_id',
    ]);
  });

  it.each([
    [3, '/payload/date_range', 'date_range must be a string or an object'],
    [null, '/payload/date_range', 'date_range must be a string or an object'],
    ['', '/payload/date_range', 'date_range must not be empty'],
    [{}, '/payload/date_range', 'date_range must not be empty'],
    [{ from: 1 }, '/payload/date_range/from', 'from must be a string'],
  ])('tells what is wrong with %j as one of the things that it may be', (range, pointer, detail) => {
    const payload = { report_type: 'sales', format: 'pdf', date_range: range };
    expect(pointers('report', payload)).toEqual([pointer]);
    expect(words('report', payload)).toEqual([detail]);
  });

  it('tells the same of a choice within a choice, for each item of its own', () => {
    const amount = { anyOf: [{ type: 'string' }, { anyOf: [{ type: 'number' }, { type: 'null' }] }] };
    const items = { anyOf: [{ type: 'boolean' }, { type: 'object', required: ['amount'], properties: { amount } }] };
    const schema = { type: 'object', properties: { lines: { type: 'array', items } } };
    const own = new JobTypes([{ name: 'bill', title: 'Bill', description: '', schema }]);
    expect(own.check('bill', { lines: [true, { amount: [] }, 'x', {}] })).toEqual([
      { pointer: '/payload/lines/1/amount', detail: 'amount must be a string or a number or null' },
      { pointer: '/payload/lines/2', detail: '2 must be a boolean or an object' },
      { pointer: '/payload/lines/3/amount', detail: 'amount is required' },
    ]);
  });

  it('names the types that are known when asked for another', () => {
    expect(types.check('fax', {})).toEqual([
      { pointer: '/type', detail: 'type must be one of prompt, email, report, notification' },
    ]);
    expect(pointers('constructor', {})).toEqual(['/type']);
  });

  it('refuses what is no schema', () => {
    const broken = { name: 'x', title: 'X', description: '', schema: { type: 'objekt' } };
    expect(() => new JobTypes([broken])).toThrow(/schema is invalid/);
  });
});
