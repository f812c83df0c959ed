import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Resource } from '@idp/plugin-argocd-common';
import { Health, Sync } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './ResourceState.module.css';

/** Health and sync of an object, as far as Argo CD has them. */
export const ResourceState = ({
  resource: { health, sync },
}: {
  resource: Resource;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (!health && !sync) {
    return (
      <Text variant="body-small" color="secondary">
        {t('resources.noState')}
      </Text>
    );
  }
  return (
    <span className={styles.states}>
      {health && <Health status={health.status} />}
      {sync && <Sync status={sync} />}
    </span>
  );
};
