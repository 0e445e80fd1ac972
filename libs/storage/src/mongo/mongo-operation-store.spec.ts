import type { OpenOperationStore } from '@fasttrack/jobs/testing/operation-store.contract';
import { describeOperationStore } from '@fasttrack/jobs/testing/operation-store.contract';
import type { OpenMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

const opened = ({ store, reopen, close }: OpenMongoStore): OpenOperationStore => ({
  operations: store.operations,
  reopen: async () => opened(await reopen()),
  close,
});

describeOperationStore('mongo', async () => opened(await openMongoStore()));
