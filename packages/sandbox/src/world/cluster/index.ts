export { Cluster, type ClusterChange } from './Cluster';
export { askedFor, runControllers } from './controllers';
export { imageFault } from './images';
export { EventLog, type KubeEvent } from './EventLog';
export * from './KubeObject';
export { laptopTiming, type Timing } from './timing';
export { isSame } from './json';
