import { describeJobScan } from '@fasttrack/jobs/testing/job-scan.contract';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

describeJobScan('sqlite', async () => {
  const { store, close } = await openSqliteStore();
  return { store, scan: store.scan, close };
});
