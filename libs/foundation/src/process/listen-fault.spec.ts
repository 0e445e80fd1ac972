import { StartError } from '@fasttrack/foundation/errors/fast-track-error';
import { listenFault } from './listen-fault';

const ADDRESS = { host: '192.0.2.1', port: 80 };

describe('listenFault', () => {
  it.each([
    ['EADDRINUSE', 'Port 80 on 192.0.2.1 is taken'],
    ['EADDRNOTAVAIL', 'HOST 192.0.2.1 is no address of this machine'],
    ['EACCES', 'Port 80 on 192.0.2.1 is not allowed to this user'],
    ['ENOTFOUND', 'HOST 192.0.2.1 is not known here'],
    ['EAI_AGAIN', 'HOST 192.0.2.1 is not known here'],
  ])('says in one line what %s means', (code, words) => {
    const fault = listenFault(Object.assign(new RangeError('listen'), { code }), ADDRESS) as StartError;
    expect(fault).toBeInstanceOf(StartError);
    expect(fault.message).toMatch(new RegExp(`^${words}.*$`));
  });

  it('leaves any other error as it is', () => {
    const error = Object.assign(new RangeError('listen'), { code: 'EMFILE' });
    expect(listenFault(error, ADDRESS)).toBe(error);
  });
});
