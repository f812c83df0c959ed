import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useLiveRead } from './useLiveRead';
import type { Read } from './useRead';

/**
 * {@link useLiveRead} of what belongs to whoever is signed in.
 *
 * @param channel - the signal channel that tells of changes
 * @param read - is given as whom they own entities: themselves and their groups, as full references
 * @public
 */
export function useOwnedRead<T>(
  channel: string,
  read: (ownershipEntityRefs: string[]) => Promise<T>,
): Read<T> {
  const identityApi = useApi(identityApiRef);
  return useLiveRead(channel, 'owned', async () => {
    const { ownershipEntityRefs } = await identityApi.getBackstageIdentity();
    return read(ownershipEntityRefs);
  });
}
