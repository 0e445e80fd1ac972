import { mongoUri } from '@fasttrack/storage/testing/open-mongo-store';
import { createConnection } from 'mongoose';
import { connectionOptions } from './connection-options';

describe('connectionOptions', () => {
  it('keep their promise whatever the address asks for', async () => {
    const address = new URL(mongoUri());
    address.search = 'w=1&readPreference=secondaryPreferred&readConcernLevel=available';
    const connection = await createConnection(address.href, connectionOptions('admin')).asPromise();
    const { writeConcern, readPreference, readConcern } = connection.getClient().options;
    await connection.close();
    expect(writeConcern).toMatchObject({ w: 'majority', j: true });
    expect(readPreference).toMatchObject({ mode: 'primary' });
    expect(readConcern).toMatchObject({ level: 'majority' });
  });
});
