import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { ExternalLink } from '@idp/parts-react';
import type { AlertRule } from '@idp/plugin-grafana-common';
import { useId, useState, type ReactNode } from 'react';
import { AlertStateText } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Alerts.module.css';
import { RuleDetails } from './RuleDetails';

/** What lists know of a rule without its alerts. */
export type RuleInShort = Omit<AlertRule, 'alerts' | 'moreAlerts'> &
  Partial<Pick<AlertRule, 'alerts' | 'moreAlerts'>>;

/** A rule: its state, since when, what it says, and what to do. */
export const RuleRow = ({
  rule,
  whose,
}: {
  rule: RuleInShort;
  /** What it belongs to, where that is not clear from the page. */
  whose?: ReactNode;
}) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const [open, setOpen] = useState(false);
  const details = useId();
  const { name, state, since, source, summary, runbookUrl, url } = rule;
  const about = [
    rule.severity,
    source.environment,
    state !== 'normal' && since && (
      <span key="since">
        {t('alerts.since', { time: <Time iso={since} /> })}
      </span>
    ),
  ].filter(Boolean);
  return (
    <li className={styles.rule} data-state={state}>
      <div className={styles.head}>
        <AlertStateText state={state} />
        <Text weight="bold" className={styles.text}>
          {name}
        </Text>
        {whose}
        <Text variant="body-small" color="secondary">
          {about.map((one, index) => (
            <span key={index}>
              {index > 0 && ' · '}
              {one}
            </span>
          ))}
        </Text>
        <div className={styles.links}>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={open}
            aria-controls={open ? details : undefined}
            aria-label={
              open ? t('alerts.hideOf', { name }) : t('alerts.showOf', { name })
            }
            onPress={() => setOpen(!open)}
          >
            {open ? t('alerts.hide') : t('alerts.show')}
          </Button>
          <ExternalLink
            url={runbookUrl}
            text={t('alerts.runbook')}
            label={t('alerts.runbookOf', { name })}
          />
          <ExternalLink
            url={url}
            text={t('alerts.open')}
            label={t('alerts.openOf', {
              name,
              source: t(`sources.${source.kind}`, {
                environment: source.environment,
              }),
            })}
          />
        </div>
      </div>
      {state !== 'normal' && summary && (
        <Text as="p" className={styles.text}>
          {summary}
        </Text>
      )}
      {open && (
        <div id={details}>
          <RuleDetails rule={{ ...rule, alerts: rule.alerts ?? [] }} />
        </div>
      )}
    </li>
  );
};
