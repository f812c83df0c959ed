import { useRead, type Read } from './useRead';
import { useReread } from './useReread';

/** {@link useRead} that reads again whenever changes may have changed. */
export function useLiveRead<T>(key: string, read: () => Promise<T>): Read<T> {
  const answer = useRead(key, read);
  useReread(answer.reload);
  return answer;
}
