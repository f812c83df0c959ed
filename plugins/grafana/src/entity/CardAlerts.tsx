import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import type { EntityAlerts } from '@idp/plugin-grafana-common';
import { isWorrying, totalOf, worstFirst } from '../model/states';
import { AlertCounts, AlertStateText } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Card.module.css';

/** More are in the tab. */
const SHOWN = 3;

/** How many rules are in which state, and which somebody should look at. */
export const CardAlerts = ({ value }: { value: EntityAlerts }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const worrying = worstFirst(
    value.rules.filter(({ state }) => isWorrying(state)),
    rule => rule.state,
  );
  if (totalOf(value.counts) === 0) {
    return (
      <Text as="p" color="secondary">
        {t('card.noAlerts')}
      </Text>
    );
  }
  return (
    <>
      <AlertCounts counts={value.counts} />
      {worrying.length > 0 && (
        <ul className={styles.list} aria-label={t('card.alerts')}>
          {worrying.slice(0, SHOWN).map(rule => (
            <li key={`${rule.source.name} ${rule.id}`}>
              <AlertStateText state={rule.state} />
              <span className={styles.text}>
                {rule.summary ?? rule.name}{' '}
                <Text variant="body-small" color="secondary">
                  {rule.source.environment}
                  {rule.since && (
                    <>
                      {' · '}
                      {t('alerts.since', { time: <Time iso={rule.since} /> })}
                    </>
                  )}
                </Text>
              </span>
            </li>
          ))}
        </ul>
      )}
      {worrying.length > SHOWN && (
        <Text as="p" variant="body-small" color="secondary">
          {t('card.more', { count: worrying.length - SHOWN })}
        </Text>
      )}
    </>
  );
};
