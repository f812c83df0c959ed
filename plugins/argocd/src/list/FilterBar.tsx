import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Select } from '@backstage/ui';
import { SearchBox } from '@idp/parts-react';
import type { ApplicationList } from '@idp/plugin-argocd-common';
import { useCallback } from 'react';
import { argocdTranslationRef } from '../translation';
import { FacetFilter } from './FacetFilter';
import styles from './FilterBar.module.css';
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
  return (
    <div role="search" aria-label={t('list.filters')} className={styles.bar}>
      <div className={styles.search}>
        <SearchBox
          label={t('list.search')}
          placeholder={t('list.searchPlaceholder')}
          value={filters.q}
          onSearch={search}
        />
      </div>
      {(['health', 'sync', 'instance', 'group', 'project'] as const).map(
        facet => (
          <div key={facet} className={styles.filter}>
            <FacetFilter
              facet={facet}
              chosen={filters[facet]}
              counts={counts?.[facet]}
              onChange={chosen => onChange({ [facet]: chosen })}
            />
          </div>
        ),
      )}
      <div className={styles.filter}>
        <Select
          label={t('list.groupBy')}
          options={[
            { id: 'none', label: t('list.noGroup') },
            ...GROUPINGS.map(id => ({ id, label: t(`list.by.${id}`) })),
          ]}
          value={filters.groupBy ?? 'none'}
          onChange={key =>
            onChange({
              groupBy: GROUPINGS.find(one => one === key),
            })
          }
        />
      </div>
      {isNarrowed(filters) && (
        <Button size="small" variant="tertiary" onPress={onClear}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
};
