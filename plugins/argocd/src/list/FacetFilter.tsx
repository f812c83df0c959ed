import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import type { HealthStatus, SyncStatus } from '@idp/plugin-argocd-common';
import { useLanguage } from '@idp/live-react';
import { useRef } from 'react';
import { HEALTH_ORDER, SYNC_ORDER } from '../model/order';
import { argocdTranslationRef } from '../translation';

type Facet = 'health' | 'sync' | 'instance' | 'group' | 'project';

/** Chooses some of what rows have in common, each with how many rows fit. */
export const FacetFilter = ({
  facet,
  chosen,
  counts = {},
  onChange,
}: {
  facet: Facet;
  chosen: string[];
  counts?: Partial<Record<string, number>>;
  onChange: (chosen: string[]) => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  // What is filtered away is not counted, and one may want it all the same.
  const seen = useRef(new Set<string>());
  [...Object.keys(counts), ...chosen].forEach(name => seen.current.add(name));
  const names: readonly string[] =
    { health: HEALTH_ORDER, sync: SYNC_ORDER }[facet as 'health' | 'sync'] ??
    [...seen.current].sort((a, b) => a.localeCompare(b, 'en'));
  const word = (name: string) => {
    if (facet === 'health') return t(`health.${name as HealthStatus}`);
    if (facet === 'sync') return t(`sync.${name as SyncStatus}`);
    return name;
  };
  return (
    <Select
      label={t(`list.${facet}`)}
      placeholder={t('list.all')}
      selectionMode="multiple"
      options={names.map(name => ({
        id: name,
        label: t('list.option', {
          name: word(name),
          total: number.format(counts[name] ?? 0),
        }),
      }))}
      value={chosen}
      onChange={keys => onChange(keys.map(String))}
      {...(names.length > 10 && { search: {} })}
    />
  );
};
