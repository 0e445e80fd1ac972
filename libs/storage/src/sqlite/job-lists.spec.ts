import { describeJobList } from '@fasttrack/jobs/testing/job-list.contract';
import { describeJobListModel } from '@fasttrack/jobs/testing/job-list.model';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';
import { databaseFile } from './open-database';
import { SqliteReader } from './sqlite-reader';

describeJobList('sqlite', () => openSqliteStore());

describeJobListModel(
  'sqlite',
  () => openSqliteStore(),
  ({ directory }, examined) => {
    const reader = new SqliteReader(databaseFile(directory), () => 0, examined);
    return {
      list: (query) => Promise.resolve(reader.list(query)),
      close: () => {
        reader.close();
      },
    };
  },
);
