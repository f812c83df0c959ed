export { fromLocalInput, toLocalInput } from './localInput';
export { timeTicks, type TimeTicks } from './ticks';
export { momentText, tickText, zoneText, type TimeWords } from './timeText';
export { useTimeWords } from './useTimeWords';
export { readersZone } from './zone';
