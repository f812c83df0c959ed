import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { CopySnippet, EmptyMessage, ground } from '@idp/parts-react';
import {
  GRAFANA_ANNOTATIONS,
  type EntityAlerts,
} from '@idp/plugin-grafana-common';
import { useState } from 'react';
import type { useAlerts } from '../api';
import { totalOf, worstFirst } from '../model/states';
import { AlertCounts, BoxedList, ReadNotices } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Alerts.module.css';
import { RuleRow } from './RuleRow';
import { StateFilter } from './StateFilter';
import { useStateParams } from './useStateParams';

/** So many rules are drawn at once. */
const SHOWN = 100;

const Rules = ({ value }: { value: EntityAlerts }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { states, setStates } = useStateParams();
  const [shown, setShown] = useState(SHOWN);
  const fitting = worstFirst(value.rules, rule => rule.state).filter(
    ({ state }) => states.length === 0 || states.includes(state),
  );
  return (
    <>
      <div className={styles.bar}>
        <div role="status">
          <AlertCounts counts={value.counts} />
        </div>
        <StateFilter
          chosen={states}
          counts={value.counts}
          onChange={setStates}
        />
      </div>
      {fitting.length === 0 && (
        <EmptyMessage
          title={t('alerts.noneMatch')}
          text={t('alerts.noneMatchText')}
        />
      )}
      {fitting.length > 0 && (
        <BoxedList aria-label={t('alerts.list')}>
          {fitting.slice(0, shown).map(rule => (
            <RuleRow key={`${rule.source.name} ${rule.id}`} rule={rule} />
          ))}
        </BoxedList>
      )}
      {fitting.length > shown && (
        <Button variant="secondary" onPress={() => setShown(shown + SHOWN)}>
          {t('page.more')}
        </Button>
      )}
      {value.moreRules !== undefined && value.moreRules > 0 && (
        <Text as="p" color="secondary">
          {t('alerts.more', { count: value.moreRules })}
        </Text>
      )}
    </>
  );
};

/** All rules that watch over an entity, the worst first; those without an alert too. */
export const AlertsView = ({
  read,
}: {
  read: ReturnType<typeof useAlerts>;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { value } = read;
  const none = value && value.rules.length === 0 && totalOf(value.counts) === 0;
  return (
    <div className={`${ground.legible} ${styles.view}`}>
      <ReadNotices
        read={read}
        loading={t('alerts.loading')}
        failed={t('failure.alerts')}
        height={240}
      />
      {none && (
        <EmptyMessage title={t('alerts.none')} text={t('alerts.noneText')}>
          <CopySnippet
            label={t('problems.snippet')}
            text={`metadata:\n  annotations:\n    ${GRAFANA_ANNOTATIONS.alertLabelSelector}: service=my-service`}
          />
        </EmptyMessage>
      )}
      {value && !none && <Rules value={value} />}
    </div>
  );
};
