import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { EmptyMessage, ground } from '@idp/parts-react';
import type { AlertState } from '@idp/plugin-grafana-common';
import { useId } from 'react';
import { StateFilter, useStateParams } from '../alerts';
import alertStyles from '../alerts/Alerts.module.css';
import { totalOf } from '../model/states';
import { AlertCounts, FailureNotice, ReadNotices } from '../parts';
import { grafanaTranslationRef } from '../translation';
import { AlertGroups } from './AlertGroups';
import { useAlertList } from './useAlertList';

/** For which somebody should look, where nothing else is asked for. */
const USUAL: AlertState[] = ['firing', 'error', 'pending'];

/** The alerts of all that one may see. */
export const AllAlerts = () => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const heading = useId();
  const { states, setStates } = useStateParams();
  const list = useAlertList({ state: states.length > 0 ? states : USUAL });
  const { value, pending, more, loading, moreError } = list;
  const known = value ? totalOf(value.counts) : 0;
  const none = value && !pending && value.items.length === 0;
  const words = () => {
    if (known === 0) return [t('page.none'), t('page.noneText')];
    if (states.length > 0) return [t('page.noMatch'), t('page.noMatchText')];
    return [t('page.quiet'), t('page.quietText')];
  };
  const [title, text] = words();
  return (
    <section
      aria-labelledby={heading}
      className={`${ground.legible} ${alertStyles.view}`}
    >
      <div className={alertStyles.bar}>
        <div>
          <Text as="h2" variant="title-small" id={heading}>
            {t('page.alerts')}
          </Text>
          <div role="status">
            {value && <AlertCounts counts={value.counts} />}
          </div>
        </div>
        <StateFilter
          chosen={states}
          counts={value?.counts ?? {}}
          onChange={setStates}
        />
      </div>
      <ReadNotices
        read={list}
        loading={t('alerts.loading')}
        failed={t('failure.list')}
        height={240}
      />
      {none && <EmptyMessage title={title} text={text} />}
      {value && value.items.length > 0 && <AlertGroups rows={value.items} />}
      {moreError !== undefined && (
        <FailureNotice
          title={t('failure.list')}
          error={moreError}
          onRetry={more}
        />
      )}
      {value?.nextCursor && (
        <div>
          <Button variant="secondary" isPending={loading} onPress={more}>
            {t('page.more')}
          </Button>
        </div>
      )}
    </section>
  );
};
