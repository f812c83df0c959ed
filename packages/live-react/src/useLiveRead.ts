import { useRead, type Read } from './useRead';
import { useReread } from './useReread';

/**
 * {@link useRead} that reads again whenever something may have changed.
 *
 * @param channel - the signal channel that tells of changes
 * @param key - what is read; another key reads anew
 * @public
 */
export function useLiveRead<T>(
  channel: string,
  key: string,
  read: () => Promise<T>,
): Read<T> {
  const answer = useRead(key, read);
  useReread(channel, answer.reload);
  return answer;
}
