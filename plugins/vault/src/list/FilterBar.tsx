import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  entityName,
  FacetSelect,
  FilterBar as Bar,
  GroupBySelect,
} from '@idp/parts-react';
import type { Rotation, SecretList } from '@idp/plugin-vault-common';
import { useCallback } from 'react';
import { FINDING_ORDER, ROTATION_ORDER, type Finding } from '../model/order';
import { vaultTranslationRef } from '../translation';
import { GROUPINGS, isNarrowed, type Filters } from './filters';

/** What narrows the list, and what it is grouped by. */
export const FilterBar = ({
  filters,
  value,
  onChange,
  onClear,
}: {
  filters: Filters;
  value?: SecretList;
  onChange: (filters: Partial<Filters>) => void;
  onClear: () => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const search = useCallback((q: string) => onChange({ q }), [onChange]);
  const facet = (name: 'server' | 'group' | 'finding' | 'rotation') =>
    ({
      label: t(`list.${name}`),
      chosen: filters[name],
      onChange: (chosen: string[]) => onChange({ [name]: chosen }),
    } as const);
  const servers = (value?.sources ?? [])
    .filter(({ kind }) => kind === 'vault')
    .map(({ name }) => name);
  return (
    <Bar
      q={filters.q}
      placeholder={t('list.searchPlaceholder')}
      narrowed={isNarrowed(filters)}
      onSearch={search}
      onClear={onClear}
    >
      <FacetSelect
        {...facet('finding')}
        names={FINDING_ORDER}
        counts={value?.counts.finding ?? {}}
        wordOf={name => t(`finding.${name as Finding}`)}
      />
      <FacetSelect
        {...facet('rotation')}
        names={ROTATION_ORDER}
        wordOf={name => t(`rotation.${name as Rotation['state']}`)}
      />
      <FacetSelect
        {...facet('group')}
        counts={value?.counts.group ?? {}}
        wordOf={entityName}
      />
      <FacetSelect
        {...facet('server')}
        names={[...new Set([...servers, ...filters.server])]}
      />
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
