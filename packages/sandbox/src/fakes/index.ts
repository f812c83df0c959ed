export type { RequestCounts } from './Counts';
export { startFake, type Fake } from './startFake';
