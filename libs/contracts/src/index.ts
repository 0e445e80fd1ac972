export * from './job';
export * from './limits';
export type * from './problem';
export type * from './stats';
