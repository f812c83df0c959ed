export type { LogQuery, MetricQuery, Query, Stage } from './ast';
export { parseLogQL } from './parse';
export { runStages } from './stages';
