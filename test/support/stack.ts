import type { OnApplicationShutdown, Type } from '@nestjs/common';

/** What an application keeps its jobs in, of its own and empty. */
export interface Stack {
  /** Settings that lead an application there. */
  readonly env: NodeJS.ProcessEnv;
  /** The module that holds the store while the application runs. */
  readonly storage: Type<OnApplicationShutdown>;
  /** Removes everything; no application may use it any more. */
  remove(): Promise<void>;
}
