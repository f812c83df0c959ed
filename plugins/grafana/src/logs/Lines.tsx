import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  EmptyMessage,
  ExternalLink,
  isForbidden,
  Loading,
} from '@idp/parts-react';
import { useState } from 'react';
import { isLive, type Range } from '../model/range';
import { FailureNotice, SourcesNotice } from '../parts';
import { grafanaTranslationRef } from '../translation';
import { ChosenLine } from './ChosenLine';
import { LogBar } from './LogBar';
import { LogList } from './LogList';
import styles from './Logs.module.css';
import { useLogFilters } from './useLogFilters';
import { useTail } from './useTail';

/** The lines of one environment. */
export const Lines = ({
  entityRef,
  environment,
  range,
  byWorkload,
}: {
  entityRef: string;
  environment: string;
  range: Range;
  byWorkload: boolean;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { filters, change } = useLogFilters();
  const [wanted, setWanted] = useState(false);
  const [chosen, setChosen] = useState<string>();
  const following = wanted && isLive(range);
  const { tail, tailError, value, error, reload } = useTail({
    entityRef,
    environment,
    range,
    filters,
    following,
  });
  if (isForbidden(error)) {
    return (
      <EmptyMessage
        title={t('forbidden.logsTitle')}
        text={t('forbidden.logsText')}
      />
    );
  }
  const lines = tail?.lines ?? [];
  return (
    <>
      <LogBar
        filters={filters}
        following={following}
        canFollow={isLive(range)}
        onFilter={change}
        onFollow={setWanted}
      />
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.logs')}
          error={error}
          onRetry={reload}
        />
      )}
      {value && <SourcesNotice sources={value.sources} />}
      <div className={styles.state}>
        <Text as="p" variant="body-small" role="status">
          {[
            tail && t('logs.count', { count: lines.length }),
            following && t('logs.following'),
            wanted && !following && t('logs.noFollow'),
            following && tailError !== undefined && t('logs.tailFailed'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <ExternalLink url={value?.exploreUrl} text={t('logs.explore')} />
      </div>
      {value?.more && (
        <Text as="p" variant="body-small" color="secondary">
          {t('logs.older')}
        </Text>
      )}
      {tail?.dropped && (
        <Text as="p" variant="body-small" color="secondary">
          {t('logs.dropped')}
        </Text>
      )}
      {!tail && error === undefined && (
        <Loading label={t('logs.loading')} height={440} />
      )}
      {tail && lines.length === 0 && (
        <EmptyMessage title={t('logs.none')} text={t('logs.noneText')} />
      )}
      {lines.length > 0 && (
        <>
          <LogList
            label={t('logs.lines', { environment })}
            lines={lines}
            chosen={chosen}
            byWorkload={byWorkload}
            onChoose={setChosen}
          />
          <ChosenLine line={lines.find(({ id }) => id === chosen)} />
        </>
      )}
    </>
  );
};
