/**
 * Reads that keep themselves up to date: signals, focus, reconnection
 *
 * @packageDocumentation
 */

export type { BatchState } from './BatchStore';
export { createBatchRead, type BatchRead } from './createBatchRead';
export { fullTime, relativeTime } from './relativeTime';
export { AGAIN_MS, JITTER_MS } from './RereadTimer';
export { Time } from './Time';
export { useLanguage } from './useLanguage';
export { useLiveRead } from './useLiveRead';
export { useNow } from './useNow';
export { useOwnedRead } from './useOwnedRead';
export { useRead, type Read } from './useRead';
export { POLL_MS } from './useReread';
