import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { AlertRow } from '@idp/plugin-grafana-common';
import { useId } from 'react';
import { RuleRow } from '../alerts';
import { groupsOf, type Group } from '../model/groups';
import { BoxedList, EntityLink } from '../parts';
import { grafanaTranslationRef } from '../translation';
import styles from './Page.module.css';
import { rowId } from './useAlertList';

const GroupOfAlerts = ({ group: { name, rows } }: { group: Group }) => {
  const { t } = useTranslationRef(grafanaTranslationRef);
  const heading = useId();
  return (
    <section aria-labelledby={heading} className={styles.group}>
      <Text as="h3" variant="title-x-small" id={heading}>
        {name}{' '}
        <Text variant="body-small" color="secondary">
          {t('page.groupCount', { count: rows.length })}
        </Text>
      </Text>
      <BoxedList aria-labelledby={heading}>
        {rows.map(row => (
          <RuleRow
            key={rowId(row)}
            rule={row.rule}
            whose={<EntityLink entityRef={row.entityRef} />}
          />
        ))}
      </BoxedList>
    </section>
  );
};

/** Alerts by whose they are, such as tenants; who has the worst stands first. */
export const AlertGroups = ({ rows }: { rows: AlertRow[] }) => (
  <>
    {groupsOf(rows).map(group => (
      <GroupOfAlerts key={group.name} group={group} />
    ))}
  </>
);
