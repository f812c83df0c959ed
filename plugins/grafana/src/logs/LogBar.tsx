import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { FacetSelect, SearchBox } from '@idp/parts-react';
import { LOG_LEVELS, type LogLevel } from '@idp/plugin-grafana-common';
import { RiPauseLine, RiPlayLine } from '@remixicon/react';
import { useCallback } from 'react';
import { grafanaTranslationRef } from '../translation';
import type { LogFilters } from './filters';
import styles from './Logs.module.css';

/** What the lines are narrowed to, and whether they are followed. */
export const LogBar = ({
  filters,
  following,
  canFollow,
  onFilter,
  onFollow,
}: {
  filters: LogFilters;
  following: boolean;
  canFollow: boolean;
  onFilter: (filters: Partial<LogFilters>) => void;
  onFollow: (following: boolean) => void;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const search = useCallback(
    (text: string) => onFilter({ search: text }),
    [onFilter],
  );
  return (
    <div role="search" aria-label={t('logs.title')} className={styles.bar}>
      <div className={styles.search}>
        <SearchBox
          label={t('logs.search')}
          placeholder={t('logs.searchPlaceholder')}
          value={filters.search}
          onSearch={search}
        />
      </div>
      <div className={styles.levels}>
        <FacetSelect
          label={t('logs.level')}
          names={LOG_LEVELS}
          chosen={filters.level}
          wordOf={name => t(`logs.levels.${name as LogLevel}`)}
          onChange={chosen =>
            onFilter({ level: LOG_LEVELS.filter(one => chosen.includes(one)) })
          }
        />
      </div>
      <Button
        variant="secondary"
        isDisabled={!canFollow}
        iconStart={
          following ? (
            <RiPauseLine aria-hidden="true" />
          ) : (
            <RiPlayLine aria-hidden="true" />
          )
        }
        onPress={() => onFollow(!following)}
      >
        {following ? t('logs.pause') : t('logs.follow')}
      </Button>
    </div>
  );
};
