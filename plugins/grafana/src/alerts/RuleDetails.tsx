import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Fact } from '@idp/parts-react';
import type { AlertRule } from '@idp/plugin-grafana-common';
import { FactLine } from '../parts/FactLine';
import { grafanaTranslationRef } from '../translation';
import { AlertDetails } from './AlertDetails';
import styles from './Alerts.module.css';
import { Labels } from './Labels';

/** All that is known of a rule. */
export const RuleDetails = ({ rule }: { rule: AlertRule }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const { description, error, alerts, moreAlerts, labels, group, severity } =
    rule;
  return (
    <div className={styles.details}>
      {error && (
        <Text as="p" color="danger" className={styles.text}>
          {error}
        </Text>
      )}
      {description && (
        <Text as="p" className={styles.text}>
          {description}
        </Text>
      )}
      <FactLine>
        <Fact term={t('alerts.source')}>
          {t(`sources.${rule.source.kind}`, {
            environment: rule.source.environment,
          })}
        </Fact>
        <Fact term={t('alerts.group')}>{group}</Fact>
        {severity && <Fact term={t('alerts.severity')}>{severity}</Fact>}
      </FactLine>
      <Labels labels={labels} />
      {alerts.length > 0 && (
        <>
          <Text as="p" variant="body-small" weight="bold">
            {t('alerts.holds', { count: alerts.length + (moreAlerts ?? 0) })}
          </Text>
          <ul className={styles.alerts}>
            {alerts.map(alert => (
              <AlertDetails
                key={JSON.stringify(alert.labels)}
                alert={alert}
                ruleSummary={rule.summary}
              />
            ))}
          </ul>
        </>
      )}
      {moreAlerts !== undefined && moreAlerts > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('alerts.moreAlerts', { count: moreAlerts })}
        </Text>
      )}
    </div>
  );
};
