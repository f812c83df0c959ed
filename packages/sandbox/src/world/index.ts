export * from './cluster';
export * from './delivery';
export { Environment } from './Environment';
export { GitRepository, type CommitDetails } from './git';
export { World } from './World';
