import { useApi } from '@backstage/frontend-plugin-api';
import type { ChangeDetails, ChangePreview } from '@idp/plugin-changes-common';
import { changesApiRef } from '../api';
import { useRead, type Read } from '@idp/live-react';

/** What a merge would bring; read again when the change has other commits, or may be in conflict with main now. */
export function usePreview(
  change: ChangeDetails,
): Read<ChangePreview | undefined> {
  const api = useApi(changesApiRef);
  const { id, state, headCommit, mergeability } = change;
  return useRead([id, state, headCommit, mergeability.status].join(' '), () =>
    state === 'open' ? api.getChangePreview(id) : Promise.resolve(undefined),
  );
}
