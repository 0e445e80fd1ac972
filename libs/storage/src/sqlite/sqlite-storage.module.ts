import { Clock, SystemClock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { CallbackLog } from '@fasttrack/jobs/callbacks/callback-log.port';
import { IdempotencyKeys } from '@fasttrack/jobs/idempotency-keys.port';
import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { JobScan } from '@fasttrack/jobs/job-scan.port';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { OperationStore } from '@fasttrack/jobs/operations/operation-store.port';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { TypeControls } from '@fasttrack/jobs/type-controls.port';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { Inject, Logger, Module } from '@nestjs/common';
import { SqliteJobStore } from './sqlite-job-store';

/** What is stored is safe and nothing can be added: a supervisor starts the program again. */
function endProcess(cause: unknown): never {
  new Logger('Store').fatal({ msg: 'the writer thread ended', err: cause });
  process.exit(1);
}

/** Keeps jobs in one SQLite file under a directory, and closes it last. */
@Module({})
export class SqliteStorageModule implements OnApplicationShutdown {
  constructor(@Inject(SqliteJobStore) private readonly store: SqliteJobStore) {}

  static in(directory: string): DynamicModule {
    return {
      module: SqliteStorageModule,
      global: true,
      providers: [
        { provide: Clock, useClass: SystemClock },
        {
          provide: SqliteJobStore,
          inject: [Clock, AppConfig],
          useFactory: (clock: Clock, config: AppConfig) =>
            SqliteJobStore.open(directory, clock, { onLost: endProcess, rules: new TypeRules(config) }),
        },
        { provide: JobStore, useExisting: SqliteJobStore },
        { provide: JobFigures, useExisting: SqliteJobStore },
        { provide: TypeControls, inject: [SqliteJobStore], useFactory: ({ controls }: SqliteJobStore) => controls },
        { provide: JobScan, inject: [SqliteJobStore], useFactory: ({ scan }: SqliteJobStore) => scan },
        {
          provide: OperationStore,
          inject: [SqliteJobStore],
          useFactory: ({ operations }: SqliteJobStore) => operations,
        },
        { provide: CallbackLog, inject: [SqliteJobStore], useFactory: ({ callbacks }: SqliteJobStore) => callbacks },
        { provide: IdempotencyKeys, inject: [SqliteJobStore], useFactory: ({ keys }: SqliteJobStore) => keys },
      ],
      exports: [CallbackLog, JobStore, JobFigures, TypeControls, IdempotencyKeys, JobScan, OperationStore, Clock],
    };
  }

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}
