export type * from './batch';
export * from './bulk';
export * from './job';
export * from './job-type';
export type * from './lease';
export * from './limits';
export type * from './problem';
export type * from './stats';
export * from './trend';
