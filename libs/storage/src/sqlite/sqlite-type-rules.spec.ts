import { describeTypeControls } from '@fasttrack/jobs/testing/type-controls.contract';
import { describeTypeRules } from '@fasttrack/jobs/testing/type-rules.contract';
import { openSqliteStore } from '@fasttrack/storage/testing/open-sqlite-store';

describeTypeControls('sqlite', (rules) => openSqliteStore(undefined, undefined, rules));
describeTypeRules('sqlite', (rules) => openSqliteStore(undefined, undefined, rules));
