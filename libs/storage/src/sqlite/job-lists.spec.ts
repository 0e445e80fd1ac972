import { describeJobList } from '@fasttrack/jobs/testing/job-list.contract';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

describeJobList('sqlite', () => openSqliteStore());
