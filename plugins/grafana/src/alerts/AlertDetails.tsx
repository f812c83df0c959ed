import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time, useLanguage } from '@idp/live-react';
import type { Alert } from '@idp/plugin-grafana-common';
import { AlertStateText } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Alerts.module.css';
import { Labels } from './Labels';

const Silence = ({ silence }: { silence: NonNullable<Alert['silence']> }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { until, by, comment } = silence;
  return (
    <Text as="p" variant="body-small" className={styles.text}>
      {until
        ? t('alerts.silencedUntil', { time: <Time iso={until} /> })
        : t('alerts.silenced')}
      {by && ` ${t('alerts.silencedBy', { who: by })}`}
      {comment && `: ${comment}`}
    </Text>
  );
};

/** One alert of a rule: for which labels it holds, since when, and what it says. */
export const AlertDetails = ({
  alert: { state, since, labels, value, summary, silence },
  ruleSummary,
}: {
  alert: Alert;
  /** What stands above already is not said again. */
  ruleSummary?: string;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const number = new Intl.NumberFormat(useLanguage(), {
    maximumSignificantDigits: 4,
  });
  return (
    <li className={styles.alert}>
      <span className={styles.head}>
        <AlertStateText state={state} />
        <Text variant="body-small" color="secondary">
          {since && t('alerts.since', { time: <Time iso={since} /> })}
          {value !== undefined &&
            ` · ${t('alerts.value')} ${number.format(value)}`}
        </Text>
      </span>
      {summary && summary !== ruleSummary && (
        <Text as="p" className={styles.text}>
          {summary}
        </Text>
      )}
      {silence && <Silence silence={silence} />}
      <Labels labels={labels} />
    </li>
  );
};
