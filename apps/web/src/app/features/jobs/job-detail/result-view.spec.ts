import type { JobView } from '@fasttrack/contracts';
import { aJob } from '../../../../testing/a-job';
import { memberText } from '../wire-text';
import { faultOf, resultViewOf } from './result-view';

const done = (more: Partial<JobView>): JobView => aJob({ status: 'COMPLETED', ...more });

describe('memberText', () => {
  it('cuts a member out of the text that the job came in, digit for digit', () => {
    const wire = '{"id": "a", "payload": {"n": 9007199254740993, "x": 1.10}, "result": 1e400}';
    const job = aJob({ payload: { n: 0 }, result: 1 });
    expect(memberText(job, 'payload', wire)).toBe('{"n": 9007199254740993, "x": 1.10}');
    expect(memberText(job, 'result', wire)).toBe('1e400');
  });

  it('takes the last of members with one name, as the job itself does', () => {
    expect(memberText(aJob(), 'payload', '{"payload": 1, "payload": 2}')).toBe('2');
  });

  it('is not misled by the same name deeper inside', () => {
    expect(memberText(aJob(), 'payload', '{"metadata": {"payload": 1}, "payload": 2}')).toBe('2');
  });

  it('writes the member anew without a text, or when that is of no use', () => {
    expect(memberText(aJob({ payload: { a: 1 } }), 'payload', undefined)).toBe('{"a":1}');
    expect(memberText(aJob({ payload: { a: 1 } }), 'payload', '[]')).toBe('{"a":1}');
  });

  it('gives nothing for a result that is not there, and null for one that is null', () => {
    expect(memberText(aJob(), 'result', undefined)).toBeUndefined();
    expect(memberText(aJob({ result: null }), 'result', undefined)).toBe('null');
  });
});

describe('resultViewOf', () => {
  it('reads a string that is JSON from itself', () => {
    const text = '{"n": 9007199254740993}';
    expect(resultViewOf(done({ result: text, resultValid: true }), undefined)).toEqual({
      kind: 'json',
      text,
      raw: text,
    });
  });

  it('shows a JSON value as it came', () => {
    const job = done({ result: { a: 1 }, resultValid: true });
    expect(resultViewOf(job, '{"result": {"a": 1.0}}')).toEqual({ kind: 'json', text: '{"a": 1.0}', raw: null });
    expect(resultViewOf(done({ result: 0 }), undefined)).toEqual({ kind: 'json', text: '0', raw: null });
  });

  it('shows a malformed result as text', () => {
    expect(resultViewOf(done({ result: '{a', resultValid: false }), undefined)).toEqual({
      kind: 'malformed',
      text: '{a',
    });
  });

  it('shows text that was asked for as text, unless it is an object or a list', () => {
    expect(resultViewOf(done({ result: '42', expects: 'text' }), undefined)).toMatchObject({ kind: 'text' });
    expect(resultViewOf(done({ result: '[draft', expects: 'text' }), undefined)).toMatchObject({ kind: 'text' });
    expect(resultViewOf(done({ result: ' [1]', expects: 'text' }), undefined)).toMatchObject({ kind: 'json' });
  });

  it('knows a job without a result', () => {
    expect(resultViewOf(aJob(), undefined)).toEqual({ kind: 'none' });
  });
});

describe('faultOf', () => {
  it('says where a malformed result stops being JSON', () => {
    expect(faultOf({ result: '{a', resultValid: false })).toMatchObject({ line: 1, column: 2 });
  });

  it('finds none in a result that is right or no string', () => {
    expect(faultOf({ result: '{}', resultValid: true })).toBeNull();
    expect(faultOf({ result: '{}', resultValid: false })).toBeNull();
    expect(faultOf({ result: 7, resultValid: false })).toBeNull();
  });
});
