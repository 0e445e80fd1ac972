import { describeJobScan } from '@fasttrack/jobs/testing/job-scan.contract';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import type { Counters } from './counters';
import { MongoJobScan } from './mongo-job-scan';
import { MongoLink } from './mongo-link';

describeJobScan('mongo', async () => {
  const { store, close } = await openMongoStore();
  return { store, scan: store.scan, close };
});

describeJobScan('mongo, counted slice by slice', async () => {
  const { store, collections, connection, close } = await openMongoStore();
  const link = new MongoLink(connection);
  const counters = { counts: () => store.counts() } as Counters;
  const scan = new MongoJobScan(link, collections, counters, { few: 0, width: 500 });
  return {
    store,
    scan,
    close: async () => {
      link.close();
      await close();
    },
  };
});
