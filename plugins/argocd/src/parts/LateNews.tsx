import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import type { InstanceState } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';
import styles from './LateNews.module.css';

/** Since when an Argo CD has been silent, beside what it last said; nothing while it is live. */
export const LateNews = ({ late }: { late: InstanceState | undefined }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (!late) return null;
  const words = { time: <Time iso={late.since} />, instance: late.name };
  return (
    <Text as="p" variant="body-small" className={styles.late}>
      {late.state === 'stale'
        ? t('row.staleSince', words)
        : t('row.unknown', words)}
    </Text>
  );
};
