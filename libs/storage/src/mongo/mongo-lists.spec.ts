import { describeJobList } from '@fasttrack/jobs/testing/job-list.contract';
import { describeJobListModel } from '@fasttrack/jobs/testing/job-list.model';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';
import type { Counters } from './counters';
import { MongoReader } from './mongo-reader';

describeJobList('mongo', () => openMongoStore());

describeJobListModel(
  'mongo',
  () => openMongoStore(),
  ({ collections, store }, examined) => {
    const reader = new MongoReader(collections, { counts: () => store.counts() } as Counters, examined);
    return { list: (query) => reader.list(query), close: () => undefined };
  },
);
