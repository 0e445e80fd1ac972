import { describeJobScan } from '@fasttrack/jobs/testing/job-scan.contract';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

describeJobScan('mongo', async () => {
  const { store, close } = await openMongoStore();
  return { store, scan: store.scan, close };
});
