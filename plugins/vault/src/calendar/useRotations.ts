import { useApi } from '@backstage/frontend-plugin-api';
import { useLiveRead } from '@idp/live-react';
import { vaultSignalChannel } from '@idp/plugin-vault-common';
import { vaultApiRef } from '../api';
import { weeksOf } from '../model/calendar';

/** What falls due in the weeks of a month, live. */
export function useRotations(month: string) {
  const api = useApi(vaultApiRef);
  const weeks = weeksOf(month);
  const from = weeks[0][0];
  const to = weeks[weeks.length - 1][6];
  return {
    ...useLiveRead(vaultSignalChannel, month, () =>
      api.getRotations({ from, to }),
    ),
    weeks,
  };
}
