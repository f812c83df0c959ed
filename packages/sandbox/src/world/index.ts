export * from './cluster';
export * from './delivery';
export { CLUSTER_FAULTS, Environment, type ClusterFault } from './Environment';
export { GitRepository, type CommitDetails } from './git';
export { PARTS, type Part } from './Outages';
export * from './vault';
export { World } from './World';
