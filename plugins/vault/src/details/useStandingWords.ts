import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Standing } from '../model/order';
import { vaultTranslationRef } from '../translation';

/** Says a finding, and the rotation where it is urgent, in one line. */
export function useStandingWords(): (standing: Standing) => string {
  const { t } = useTranslationRef(vaultTranslationRef);
  return ({ finding, rotation }) =>
    [
      t(`finding.${finding}`),
      rotation && rotation.state !== 'fresh' && t(`rotation.${rotation.state}`),
    ]
      .filter(Boolean)
      .join(' · ');
}
