import { Clock } from '@fasttrack/foundation/clock/clock';
import { AppConfig } from '@fasttrack/foundation/config/app-config';
import { CallbackLog } from '@fasttrack/jobs/callbacks/callback-log.port';
import { ChangeNumber } from '@fasttrack/jobs/change-number.port';
import { IdempotencyKeys } from '@fasttrack/jobs/idempotency-keys.port';
import { JobFigures } from '@fasttrack/jobs/job-figures.port';
import { JobScan } from '@fasttrack/jobs/job-scan.port';
import { JobStore } from '@fasttrack/jobs/job-store.port';
import { OperationStore } from '@fasttrack/jobs/operations/operation-store.port';
import { TypeRules } from '@fasttrack/jobs/job-types/type-rules';
import { TypeControls } from '@fasttrack/jobs/type-controls.port';
import type { DynamicModule, OnApplicationBootstrap, OnApplicationShutdown, Provider } from '@nestjs/common';
import { Inject, Module } from '@nestjs/common';
import { getConnectionToken, InjectConnection, MongooseModule } from '@nestjs/mongoose';
import { Connection } from 'mongoose';
import { Collections } from './collections';
import { migrate } from './migrations/migrate';
import { MongoConnectionModule } from './mongo-connection.module';
import { MongoJobStore } from './mongo-job-store';
import { MongoLink } from './mongo-link';
import { MODELS } from './records';
import { serverTime } from './server-time';
import { StoreClock } from './store-clock';
import { Upkeep } from './upkeep';

const CLOCK: Provider = {
  provide: StoreClock,
  inject: [getConnectionToken()],
  useFactory: (connection: Connection) => StoreClock.set({ serverTime: () => serverTime(connection) }),
};

const STORE: Provider = {
  provide: MongoJobStore,
  inject: [getConnectionToken(), Collections, StoreClock, ChangeNumber, AppConfig],
  useFactory: async (
    connection: Connection,
    collections: Collections,
    clock: Clock,
    changeNumber: ChangeNumber,
    config: AppConfig,
  ) => {
    await migrate(connection.getClient().db(connection.name), () => clock.now());
    const rules = new TypeRules(config);
    return MongoJobStore.open({ link: new MongoLink(connection), collections, clock, changeNumber, rules });
  },
};

/** Keeps jobs in one MongoDB database, and closes it last. */
@Module({})
export class MongoStorageModule implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly upkeep: Upkeep;

  constructor(
    @Inject(MongoJobStore) private readonly store: MongoJobStore,
    @Inject(StoreClock) clock: StoreClock,
    @InjectConnection() private readonly connection: Connection,
  ) {
    this.upkeep = new Upkeep(store, clock);
  }

  static at(uri: string, database: string): DynamicModule {
    return {
      module: MongoStorageModule,
      global: true,
      imports: [MongoConnectionModule.to(uri, database), MongooseModule.forFeature(MODELS)],
      providers: [
        Collections,
        CLOCK,
        STORE,
        { provide: Clock, useExisting: StoreClock },
        { provide: JobStore, useExisting: MongoJobStore },
        { provide: JobFigures, useExisting: MongoJobStore },
        { provide: TypeControls, inject: [MongoJobStore], useFactory: ({ controls }: MongoJobStore) => controls },
        { provide: JobScan, inject: [MongoJobStore], useFactory: ({ scan }: MongoJobStore) => scan },
        { provide: OperationStore, inject: [MongoJobStore], useFactory: ({ operations }: MongoJobStore) => operations },
        { provide: CallbackLog, inject: [MongoJobStore], useFactory: ({ callbacks }: MongoJobStore) => callbacks },
        { provide: IdempotencyKeys, inject: [MongoJobStore], useFactory: ({ keys }: MongoJobStore) => keys },
      ],
      exports: [CallbackLog, JobStore, JobFigures, TypeControls, IdempotencyKeys, JobScan, OperationStore, Clock],
    };
  }

  onApplicationBootstrap(): void {
    this.upkeep.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.upkeep.stop();
    await this.store.close();
    await this.connection.close();
  }
}
