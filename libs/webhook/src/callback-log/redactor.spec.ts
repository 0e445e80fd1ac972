import { callbackToken } from '@fasttrack/foundation/signing/callback-token';
import { redactorOf } from './redactor';

const SECRET = 'a/b+c"d\\e.f$g\u00fc\u{1f600}-secret';

describe('redactorOf', () => {
  const redact = redactorOf([SECRET]);
  const json = JSON.stringify({ said: `x${SECRET}x` });
  const escapeAll = (text: string): string =>
    text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

  it.each([
    ['as it is', `{"said":"x${SECRET}x"}`],
    ['as JSON writes it', json],
    ['with escaped slashes', json.replaceAll('/', '\\/')],
    ['with every character escaped', `{"said":"x${escapeAll(SECRET)}x"}`],
    [
      'with every character escaped in capitals',
      `{"said":"x${escapeAll(SECRET).toUpperCase().replaceAll('U', 'u')}x"}`,
    ],
  ])('blots a secret %s', (_name, text) => {
    expect(redact(text)).toBe('{"said":"x[secret]x"}');
  });

  it('leaves nothing of a secret that begins with another', () => {
    expect(redactorOf(['the-secret', 'the-secret-of-before'])('the-secret-of-before, the-secret')).toBe(
      '[secret], [secret]',
    );
  });

  it('blots callback tokens, whoever signed them', () => {
    const token = callbackToken({ jobId: 'job-1', attempt: 2, expiresAt: new Date(1e12) }, 'another secret');
    const text = JSON.stringify({ callback: { url: `http://a.test/webhook/callback/${token}`, token } });
    expect(redact(text)).toBe('{"callback":{"url":"http://a.test/webhook/callback/[secret]","token":"[secret]"}}');
  });

  it('leaves other texts alone, also a secret in other letters', () => {
    const text = `${SECRET.toUpperCase()} 1.2.3 job-1.2.300.short`;
    expect(redact(text)).toBe(text);
  });
});
