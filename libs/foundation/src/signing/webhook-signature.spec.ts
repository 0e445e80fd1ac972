import { Webhook } from 'standardwebhooks';
import { isSigned, isTimely, signMessage } from './webhook-signature';

const PLAIN = 'a-plain-secret-with-ümlaut';
const BASE64 = `whsec_${Buffer.from('another key of thirty-two bytes!').toString('base64')}`;
const BODY = JSON.stringify({ jobId: 'an-id', result: 'grün "☂"' });
const NOW = new Date();

/** The library's way to hold each kind of secret. */
const judges: Readonly<Record<string, Webhook>> = {
  [PLAIN]: new Webhook(`whsec_${Buffer.from(PLAIN).toString('base64')}`),
  [BASE64]: new Webhook(BASE64),
};

describe('a signature', () => {
  it.each([PLAIN, BASE64])('by %s is good to the library of Standard Webhooks', (secret) => {
    const headers = signMessage('msg_1', NOW, BODY, [secret]);
    expect(judges[secret]?.verify(BODY, headers)).toEqual(JSON.parse(BODY));
    expect(() => judges[secret]?.verify(`${BODY} `, headers)).toThrow('No matching signature');
  });

  it.each([PLAIN, BASE64])('of the library by %s is good to us', (secret) => {
    const timestamp = String(Math.floor(NOW.getTime() / 1000));
    const signatures = judges[secret]?.sign('msg_1', NOW, BODY) ?? '';
    const chunks = [Buffer.from(BODY.slice(0, 9)), Buffer.from(BODY.slice(9))];
    expect(isSigned({ id: 'msg_1', timestamp }, signatures, chunks, ['other', secret])).toBe(true);
    expect(isSigned({ id: 'msg_2', timestamp }, signatures, chunks, ['other', secret])).toBe(false);
  });

  it('is made by every secret, so that a receiver may know any of them', () => {
    const headers = signMessage('msg_1', NOW, BODY, [PLAIN, BASE64]);
    for (const judge of Object.values(judges)) expect(judge.verify(BODY, headers)).toEqual(JSON.parse(BODY));
  });
});

describe('isSigned', () => {
  const head = { id: 'msg_1', timestamp: '1769076000' };
  const good = signMessage('msg_1', new Date(1769076000_000), BODY, [PLAIN])['webhook-signature'];
  const is = (signatures: string, body = BODY): boolean => isSigned(head, signatures, [Buffer.from(body)], [PLAIN]);

  it.each([
    ['the signature', good, true],
    ['others before and after it', `v1,AAAA ${good} v1a,x`, true],
    ['none', '', false],
    ['the signature without its version', good.slice(3), false],
    ['another version', good.replace('v1,', 'v2,'), false],
    ['half a signature', good.slice(0, 20), false],
    ['spaces', '     ', false],
  ])('%s: %#', (_name, signatures, isGood) => {
    expect(is(signatures)).toBe(isGood);
  });

  it('minds every byte of the body, also that there is none', () => {
    expect(is(good, `${BODY}\n`)).toBe(false);
    expect(isSigned(head, good, [], [PLAIN])).toBe(false);
  });
});

describe('isTimely', () => {
  const now = new Date(1769076000_000);
  it.each([
    ['1769076000', true],
    ['1769075700', true],
    ['1769076300', true],
    ['1769075699', false],
    ['1769076301', false],
    ['0', false],
    ['-1769076000', false],
    ['1769076000.5', false],
    ['1769076000000', false],
    ['now', false],
    ['', false],
  ])('%s: %s', (timestamp, isGood) => {
    expect(isTimely(timestamp, now)).toBe(isGood);
  });
});
