export { systemClock, timestamp, type Clock } from './Clock';
export { ManualClock } from './ManualClock';
