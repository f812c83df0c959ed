import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import type { InstanceState } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';
import styles from './FailureNotice.module.css';

/** Which Argo CDs do not answer, and how old their news therefore is; nothing while all are live. */
export const InstanceNotices = ({
  instances,
}: {
  instances: InstanceState[];
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const silent = instances.filter(({ state }) => state !== 'live');
  if (silent.length === 0) return null;
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('instances.staleTitle', { count: silent.length })}
      description={
        <>
          {silent.map(({ name, state, since, reason }) => (
            <Text as="p" key={name} className={styles.text}>
              {state === 'stale'
                ? t('instances.stale', { name, time: <Time iso={since} /> })
                : t('instances.unknown', { name, time: <Time iso={since} /> })}
              {reason && ` ${reason}`}
            </Text>
          ))}
          <Text as="p" className={styles.text}>
            {t('instances.keepsAsking')}
          </Text>
        </>
      }
    />
  );
};
