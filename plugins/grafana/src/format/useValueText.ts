import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useLanguage } from '@idp/live-react';
import type { SignalPanel } from '@idp/plugin-grafana-common';
import { useCallback } from 'react';
import { grafanaTranslationRef } from '../translation';
import { valueText, type ValueText } from './valueText';

/** How values of a panel are written; beside a `scale`, all in the same unit of measure. */
export function useValueText({
  id,
  unit,
}: Pick<SignalPanel, 'id' | 'unit'>): (scale?: number) => ValueText {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const language = useLanguage();
  return useCallback(
    scale =>
      valueText(
        unit,
        language,
        {
          requestsPerSecond: value => t('unit.requestsPerSecond', { value }),
          perSecond: value => t('unit.perSecond', { value }),
        },
        { requests: id === 'rate', scale },
      ),
    [id, unit, language, t],
  );
}
