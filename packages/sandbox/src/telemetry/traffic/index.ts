export { Counter, type Weigh } from './Counter';
export {
  BUCKETS,
  durationAt,
  meanOf,
  shareWithin,
  type Latency,
} from './latency';
export { between, fraction, fractionOf } from './random';
export {
  imageOf,
  isReady,
  type Condition,
  type Incident,
  type Stream,
  type Workload,
} from './Workload';
export { labelOf, workloadOf, Workloads } from './Workloads';
