import { describeTypeControls } from '@fasttrack/jobs/testing/type-controls.contract';
import { describeTypeRules } from '@fasttrack/jobs/testing/type-rules.contract';
import { openMongoStore } from '@fasttrack/storage/testing/open-mongo-store';

describeTypeControls('mongo', (rules) => openMongoStore(undefined, rules));
describeTypeRules('mongo', (rules) => openMongoStore(undefined, rules));
