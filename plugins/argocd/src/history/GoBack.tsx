import {
  useApiHolder,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink, Text } from '@backstage/ui';
import type { EntityApplication } from '@idp/plugin-argocd-common';
import { rollBackApiRef } from '../api';
import { goldenPathsRouteRef } from '../routes';
import { argocdTranslationRef } from '../translation';
import styles from './History.module.css';
import { RevertSteps } from './RevertSteps';

/** How to go back to a deployment: through Git, and why not through Argo CD. */
export const GoBack = ({
  id,
  application,
}: {
  id: number;
  application: EntityApplication;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const goldenPaths = useRouteRef(goldenPathsRouteRef);
  const rollBack = useApiHolder().get(rollBackApiRef);
  const { entity } = useEntity();
  const deployment = application.deployments.find(one => one.id === id);
  if (!deployment) return null;
  const link = rollBack?.linkFor({ entity, application, deployment });
  return (
    <section aria-labelledby="argocd-go-back" className={styles.back}>
      <Text as="h4" variant="body-large" weight="bold" id="argocd-go-back">
        {t('history.backTitle', { id: String(id) })}
      </Text>
      <p>{t('history.backText')}</p>
      {!link && (
        <RevertSteps
          deployment={deployment}
          deployments={application.deployments}
        />
      )}
      <p>
        <Text color="secondary">
          {application.automated
            ? t('history.backAutomated')
            : t('history.backManual')}
        </Text>
      </p>
      <div className={styles.links}>
        {link && (
          <ButtonLink href={link} size="small" variant="primary">
            {t('history.backLink')}
          </ButtonLink>
        )}
        {!link && goldenPaths && (
          <ButtonLink href={goldenPaths()} size="small" variant="secondary">
            {t('history.goldenPaths')}
          </ButtonLink>
        )}
      </div>
    </section>
  );
};
