export { Chart } from './Chart';
export type { ChartData, Line, Mark } from './types';
