export { useLiveRead } from './useLiveRead';
export { useRead, type Read } from './useRead';
