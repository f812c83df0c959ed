import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { FacetSelect, FilterBar as Bar, GroupBySelect } from '@idp/parts-react';
import type {
  ApplicationList,
  HealthStatus,
  SyncStatus,
} from '@idp/plugin-argocd-common';
import { useCallback } from 'react';
import { HEALTH_ORDER, SYNC_ORDER } from '../model/order';
import { argocdTranslationRef } from '../translation';
import { GROUPINGS, isNarrowed, type Filters } from './filters';

/** What narrows the list, and what it is grouped by. */
export const FilterBar = ({
  filters,
  counts,
  onChange,
  onClear,
}: {
  filters: Filters;
  counts?: ApplicationList['counts'];
  onChange: (filters: Partial<Filters>) => void;
  onClear: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const search = useCallback((q: string) => onChange({ q }), [onChange]);
  const facet = (name: 'health' | 'sync' | 'instance' | 'group' | 'project') =>
    ({
      label: t(`list.${name}`),
      chosen: filters[name],
      counts: counts?.[name] ?? {},
      onChange: (chosen: string[]) => onChange({ [name]: chosen }),
    } as const);
  return (
    <Bar
      q={filters.q}
      placeholder={t('list.searchPlaceholder')}
      narrowed={isNarrowed(filters)}
      onSearch={search}
      onClear={onClear}
    >
      <FacetSelect
        {...facet('health')}
        names={HEALTH_ORDER}
        wordOf={name => t(`health.${name as HealthStatus}`)}
      />
      <FacetSelect
        {...facet('sync')}
        names={SYNC_ORDER}
        wordOf={name => t(`sync.${name as SyncStatus}`)}
      />
      <FacetSelect {...facet('instance')} />
      <FacetSelect {...facet('group')} />
      <FacetSelect {...facet('project')} />
      <GroupBySelect
        label={t('list.groupBy')}
        noGroup={t('list.noGroup')}
        groupings={GROUPINGS}
        wordOf={by => t(`list.by.${by}`)}
        chosen={filters.groupBy}
        onChange={groupBy => onChange({ groupBy })}
      />
    </Bar>
  );
};
