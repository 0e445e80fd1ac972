import type { OpenOperationStore } from '@fasttrack/jobs/testing/operation-store.contract';
import { anOperation, describeOperationStore } from '@fasttrack/jobs/testing/operation-store.contract';
import type { OpenSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

const opened = ({ store, reopen, close }: OpenSqliteStore): OpenOperationStore => ({
  operations: store.operations,
  reopen: async () => opened(await reopen()),
  close,
});

describeOperationStore('sqlite', async () => opened(await openSqliteStore()));

describe('SqliteOperationStore', () => {
  it('rejects with StoreUnavailableError once it is closed', async () => {
    const { store, close } = await openSqliteStore();
    await close();
    await expect(store.operations.insert(anOperation())).rejects.toMatchObject({ code: 'store.unavailable' });
    await expect(store.operations.open(1)).rejects.toMatchObject({ code: 'store.unavailable' });
  });
});
