import type { JobType, JsonObject, TypeSettings } from '@fasttrack/contracts';

/** Who runs the jobs of a type: the built-in stand-in, a target that is sent them, a model, or workers that ask over HTTP. */
export const EXECUTOR_NAMES = ['simulated', 'n8n', 'openai', 'pull'] as const;
/** Name of an executor, as `EXECUTORS` takes it. */
export type ExecutorName = (typeof EXECUTOR_NAMES)[number];

/** One caller of the API. `hash` is the SHA-256 of the key, which nobody keeps. */
export interface ApiKey {
  readonly name: string;
  readonly hash: Buffer;
}

/** Where jobs are sent, and by which headers they get in. The address holds no name and no password. */
export interface Target {
  readonly url: string;
  /** Names in lower case; their values are secrets. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How jobs of a type are put to a model. */
export interface AiType {
  /** With Azure: a deployment. */
  readonly model: string;
  readonly instructions?: string;
  /** JSON Schema of the answer, where JSON is expected. */
  readonly resultSchema?: JsonObject;
}

/** The server whose models answer jobs, and how each type is put to one. `key` is a secret; no address ends in a slash. */
export interface AiSettings {
  readonly server:
    | { readonly kind: 'openai'; readonly url: string; readonly key: string }
    | { readonly kind: 'azure'; readonly url: string; readonly key: string; readonly apiVersion: string };
  readonly types: ReadonlyMap<string, AiType>;
}

/** Whom jobs may be sent to: hosts by name, `*.` before one stands for all below it, and networks in CIDR notation. */
export interface AllowedTargets {
  readonly names: readonly string[];
  readonly networks: readonly string[];
}

/** Everything the operator can set, checked and complete. Durations are in milliseconds. Also the injection token. */
export abstract class AppConfig {
  abstract readonly environment: 'development' | 'production' | 'test';
  abstract readonly http: {
    readonly host: string;
    readonly port: number;
    /** Where workers reach this API, without a slash at the end. */
    readonly baseUrl: string;
    /** Whose pages may call this API from a browser, as browsers name them; `*` alone: everybody's. */
    readonly corsOrigins: readonly string[];
    /** How many proxies stand before this process: that far a forwarded address is believed. */
    readonly trustedProxies: number;
    /** Requests that this process answers one caller in a minute; 0: any number. */
    readonly requestsPerMinute: number;
  };
  /** `database`: the name inside `uri`. */
  abstract readonly storage:
    | { readonly kind: 'sqlite'; readonly directory: string }
    | { readonly kind: 'mongo'; readonly uri: string; readonly database: string };
  abstract readonly queue: { readonly kind: 'embedded' } | { readonly kind: 'bull'; readonly url: string };
  /** Any of them proves a callback; the first one is used by the simulated executor. */
  abstract readonly webhookSecrets: readonly [string, ...string[]];
  /** Who may call the API; empty: everybody. */
  abstract readonly apiKeys: readonly ApiKey[];
  /** By which pull workers come; `null`: by those of the API, or in development by none. */
  abstract readonly workerKey: ApiKey | null;
  abstract readonly worker: { readonly isEnabled: boolean };
  /** Job types that the operator registers beside the built-in ones, or in the place of one. */
  abstract readonly jobTypes: readonly JobType[];
  /** How jobs are run, by type; a type of which the operator says nothing is not there. */
  abstract readonly typeSettings: ReadonlyMap<string, TypeSettings>;
  /** Days for which ended jobs are kept, unless their type says otherwise; 0: for ever. */
  abstract readonly retentionDays: number;
  /** Executor by job type. */
  abstract readonly executors: ReadonlyMap<string, ExecutorName>;
  /** Where the jobs of each type that `n8n` runs are sent. */
  abstract readonly targets: ReadonlyMap<string, Target>;
  /** Who answers the jobs of `openai`; `null`: it runs no type. */
  abstract readonly ai: AiSettings | null;
  /** Where jobs may be sent, and to which addresses that are not public; `null`: wherever the operator sends them. */
  abstract readonly allowedTargets: AllowedTargets | null;
  /** How they are sent: so many at once to one target, each answered within that time. */
  abstract readonly sending: { readonly slotsPerTarget: number; readonly answerTimeoutMs: number };
  abstract readonly simulatedDelayMs: number;
  abstract readonly maxAttempts: number;
  abstract readonly leaseMs: number;
  abstract readonly callbackTimeoutMs: number;
  abstract readonly callbackMaxBytes: number;
  abstract readonly shutdownMs: number;
  abstract readonly isHallucinateEnabled: boolean;
  abstract readonly logLevel: string;
}
