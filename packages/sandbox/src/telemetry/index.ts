export { Past, Timeline, type Remembered } from './past';
export type { Series } from './series';
export * from './traffic';
export { RETENTION, Telemetry } from './Telemetry';
