import { describeJobStore } from '@fasttrack/jobs/testing/job-store.contract';
import { describeJobStoreModel } from '@fasttrack/jobs/testing/job-store.model';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

describeJobStore('mongo', () => openMongoStore());
describeJobStoreModel('mongo', () => openMongoStore());
