import type { LookupAddress } from 'node:dns';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, request } from 'undici';
import type { FindAddresses } from './guarded-connector';
import { guardedConnector } from './guarded-connector';
import { TargetGuard } from './target-guard';

const LOOPBACK = new TargetGuard({ names: [], networks: ['127.0.0.1'] });

let server: Server;
let connections = 0;
let agent: Agent;
beforeAll(async () => {
  server = createServer((_request, response) => response.setHeader('connection', 'close').end('here'));
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
  connections = 0;
});
afterEach(() => agent.destroy());
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** A name server whose answer to each question is the next of these. */
const answering = (...answers: readonly (readonly string[])[]): FindAddresses => {
  let asked = 0;
  return (_host, _options, done) => {
    const addresses = answers[asked++] ?? [];
    done(
      null,
      addresses.map((address): LookupAddress => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
};

const port = (): number => (server.address() as AddressInfo).port;
/** The text that a server of this host answers. Each request has a connection of its own. */
const get = async (host: string): Promise<string> =>
  (await request(`http://${host}:${port()}/`, { dispatcher: agent })).body.text();
const through = (guard: TargetGuard, find?: FindAddresses): void => {
  agent = new Agent({ connect: guardedConnector(guard, 5000, find) });
};

describe('S8: a connection', () => {
  it('is made to an address that is listed', async () => {
    through(LOOPBACK, answering(['127.0.0.1']));
    await expect(get('target.test')).resolves.toBe('here');
    await expect(get('127.0.0.1')).resolves.toBe('here');
  });

  it('is not made to one that is not, though its name is allowed', async () => {
    through(new TargetGuard({ names: ['target.test'], networks: [] }), answering(['127.0.0.1']));
    await expect(get('target.test')).rejects.toThrow('target.test leads to 127.0.0.1, which is not public');
    expect(connections).toBe(0);
  });

  it('is refused when the name leads elsewhere the next time', async () => {
    through(LOOPBACK, answering(['127.0.0.1'], ['10.0.0.1'], ['127.0.0.1']));
    await expect(get('target.test')).resolves.toBe('here');
    await expect(get('target.test')).rejects.toThrow('target.test leads to 10.0.0.1');
    await expect(get('target.test')).resolves.toBe('here');
  });

  it('goes to the addresses that are allowed when a name has others beside them', async () => {
    through(LOOPBACK, answering(['169.254.169.254', '127.0.0.1', '10.0.0.1']));
    await expect(get('target.test')).resolves.toBe('here');
  });

  it.each(['127.0.0.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.1', '[::ffff:127.0.0.1]'])(
    'is not made to an address written as %s',
    async (host) => {
      through(new TargetGuard({ names: [], networks: [] }));
      await expect(get(host)).rejects.toThrow('is not public; ALLOWED_TARGETS does not list it');
      expect(connections).toBe(0);
    },
  );

  it('is not made to where a cloud keeps its keys, whatever the operator says of targets', async () => {
    through(new TargetGuard(null), answering(['169.254.169.254']));
    await expect(get('target.test')).rejects.toThrow('target.test leads to 169.254.169.254');
    await expect(get('169.254.169.254')).rejects.toThrow('belongs to a machine itself, or to its cloud');
  });

  it('fails as it would without a guard when the name has no address', async () => {
    const failing: FindAddresses = (_host, _options, done) => {
      done(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' }), []);
    };
    through(new TargetGuard(null), failing);
    await expect(get('target.test')).rejects.toMatchObject({ code: 'ENOTFOUND' });
    await agent.destroy();
    through(new TargetGuard(null), answering([]));
    await expect(get('target.test')).rejects.toMatchObject({
      code: 'target.no-address',
      message: 'target.test has no address',
    });
  });
});
