import { describeJobList } from '@fasttrack/jobs/testing/job-list.contract';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

describeJobList('mongo', () => openMongoStore());
