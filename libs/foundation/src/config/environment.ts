import { BODY_MAX_BYTES, MAX_ATTEMPTS_DEFAULT, MAX_ATTEMPTS_LIMIT } from '@fasttrack/contracts';
import { RETENTION_MAX_DAYS } from './type-settings-schema';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsNotEmpty, IsOptional, IsString, IsUrl, Matches, Max, Min } from 'class-validator';

const toWholeNumber = Transform(({ value }: { value: unknown }) =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value,
);
const toBoolean = Transform(({ value }: { value: unknown }) =>
  value === 'true' ? true : value === 'false' ? false : value,
);

/** A whole number of the environment between two bounds. */
function WholeNumber(min: number, max: number): PropertyDecorator {
  return (target, name) => {
    toWholeNumber(target, name);
    const message = `${String(name)} must be a whole number from ${min} to ${max}`;
    IsInt({ message })(target, name);
    Min(min, { message })(target, name);
    Max(max, { message })(target, name);
  };
}

/** `true` or `false` of the environment. */
function Switch(): PropertyDecorator {
  return (target, name) => {
    toBoolean(target, name);
    IsBoolean({ message: `${String(name)} must be true or false` })(target, name);
  };
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DAY_SECONDS = 86_400;

/** The environment as the operator writes it. A property without a value takes its default in `load-config.ts`. */
export class Environment {
  @IsIn(['development', 'production', 'test'], { message: 'NODE_ENV must be development, production or test' })
  NODE_ENV: 'development' | 'production' | 'test' = 'development';

  @IsOptional() @IsString() @IsNotEmpty({ message: 'HOST must not be empty' }) HOST?: string;
  @WholeNumber(1, 65_535) PORT = 3000;
  @IsOptional()
  @IsUrl(
    { require_tld: false, protocols: ['http', 'https'], require_protocol: true },
    { message: 'BASE_URL must be an http or https address' },
  )
  BASE_URL?: string;
  @IsString() @IsNotEmpty({ message: 'DATA_DIR must not be empty' }) DATA_DIR = './data';
  @IsOptional() @IsString() WEBHOOK_SECRET?: string;
  @IsOptional() @IsString() API_KEYS?: string;
  @IsOptional() @IsString() WORKER_API_KEY?: string;
  @IsOptional() @IsString() CORS_ORIGINS?: string;
  @WholeNumber(0, 32) TRUST_PROXY = 0;
  @WholeNumber(0, 1_000_000) RATE_LIMIT_PER_MINUTE = 0;
  @IsOptional()
  @Matches(/^mongodb(\+srv)?:\/\/\S+$/, { message: 'MONGODB_URI must be a mongodb:// or mongodb+srv:// address' })
  MONGODB_URI?: string;
  @IsOptional()
  @Matches(/^rediss?:\/\/\S+$/, { message: 'REDIS_URL must be a redis:// or rediss:// address' })
  REDIS_URL?: string;
  @Switch() WORKER_ENABLED = true;
  @IsOptional() @IsString() EXECUTORS?: string;
  @IsOptional() @IsString() JOB_TYPES_FILE?: string;
  @IsOptional() @IsString() N8N_WEBHOOK_URL?: string;
  @IsOptional() @IsString() N8N_AUTH_HEADER?: string;
  @WholeNumber(1, 3600) N8N_ANSWER_SECONDS = 60;
  @IsOptional() @IsString() OPENAI_API_KEY?: string;
  @IsOptional() @IsString() OPENAI_BASE_URL?: string;
  @IsOptional() @IsString() OPENAI_MODEL?: string;
  @IsOptional() @IsString() AZURE_OPENAI_ENDPOINT?: string;
  @IsOptional() @IsString() AZURE_OPENAI_API_KEY?: string;
  @IsOptional() @IsString() AZURE_OPENAI_DEPLOYMENT?: string;
  @Matches(/^[\w.-]{1,40}$/, { message: 'AZURE_OPENAI_API_VERSION must be a version such as 2024-10-21' })
  AZURE_OPENAI_API_VERSION = '2024-10-21';
  @IsOptional() @IsString() ALLOWED_TARGETS?: string;
  @WholeNumber(1, 1000) WORKER_CONCURRENCY = 20;
  @WholeNumber(0, 3_600_000) SIMULATED_DELAY_MS = 5000;
  @WholeNumber(1, MAX_ATTEMPTS_LIMIT) MAX_ATTEMPTS = MAX_ATTEMPTS_DEFAULT;
  @WholeNumber(1, 3600) LEASE_SECONDS = 15;
  @WholeNumber(1, 30 * DAY_SECONDS) CALLBACK_TIMEOUT_SECONDS = 1800;
  @WholeNumber(1024, 256 * BODY_MAX_BYTES) CALLBACK_MAX_BYTES = BODY_MAX_BYTES;
  @WholeNumber(0, RETENTION_MAX_DAYS) RETENTION_DAYS = 30;
  @WholeNumber(1, 3600) SHUTDOWN_SECONDS = 25;
  @IsOptional() @Switch() HALLUCINATE_ENABLED?: boolean;
  @IsIn(LOG_LEVELS, { message: `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}` }) LOG_LEVEL = 'info';
}
