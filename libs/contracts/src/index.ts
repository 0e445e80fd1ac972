export * from './job';
export * from './limits';
export * from './problem';
export * from './stats';
