import { describeJobFigures } from '@fasttrack/jobs/testing/job-figures.contract';
import { describeJobFiguresModel } from '@fasttrack/jobs/testing/job-figures.model';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

describeJobFigures('sqlite', () => openSqliteStore());
describeJobFiguresModel('sqlite', () => openSqliteStore());
