import {
  useApiHolder,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  Button,
  Switch,
  Text,
  ToggleButton,
  ToggleButtonGroup,
} from '@backstage/ui';
import { entityName, SearchBox } from '@idp/parts-react';
import { RiCloseLine } from '@remixicon/react';
import { useCallback } from 'react';
import { changesTranslationRef } from '../translation';
import styles from './FilterBar.module.css';
import { STATES, type Filters } from './filters';
import { TenantFilter } from './TenantFilter';

/** What narrows the list. */
export const FilterBar = ({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (filters: Partial<Filters>) => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const catalogApi = useApiHolder().get(catalogApiRef);
  const search = useCallback((q: string) => onChange({ q }), [onChange]);
  return (
    <div role="search" aria-label={t('list.filters')} className={styles.bar}>
      <ToggleButtonGroup
        aria-label={t('list.stateFilter')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filters.state]}
        onSelectionChange={keys => {
          const [state] = [...keys] as Filters['state'][];
          if (state) onChange({ state });
        }}
      >
        {STATES.map(state => (
          <ToggleButton key={state} id={state}>
            {state === 'all' ? t('list.all') : t(`state.${state}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className={styles.search}>
        <SearchBox
          label={t('list.search')}
          placeholder={t('list.searchPlaceholder')}
          value={filters.q}
          onSearch={search}
        />
      </div>
      {!filters.entityRef && catalogApi && (
        <TenantFilter
          catalogApi={catalogApi}
          onChoose={entityRef => onChange({ entityRef })}
        />
      )}
      <Switch
        label={t('list.mine')}
        isSelected={filters.mine}
        onChange={mine => onChange({ mine })}
      />
      {filters.entityRef && (
        <div className={styles.entity}>
          <Text variant="body-small" color="secondary">
            {t('list.entity')}
          </Text>
          <Button
            size="small"
            variant="secondary"
            iconEnd={<RiCloseLine aria-hidden="true" />}
            aria-label={`${entityName(filters.entityRef)}: ${t(
              'list.removeEntity',
            )}`}
            onPress={() => onChange({ entityRef: undefined })}
          >
            {entityName(filters.entityRef)}
          </Button>
        </div>
      )}
    </div>
  );
};
