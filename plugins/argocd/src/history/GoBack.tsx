import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import type { EntityApplication, Revision } from '@idp/plugin-argocd-common';
import { Fragment } from 'react';
import { shortRevision } from '../model/revision';
import { changesSince } from '../model/undo';
import { ChangeLink } from '../parts';
import { goldenPathsRouteRef } from '../routes';
import { argocdTranslationRef } from '../translation';
import styles from './History.module.css';

/** How to go back to a deployment: through Git, and why not through Argo CD. */
export const GoBack = ({
  id,
  application: { automated, deployments },
  revisions,
}: {
  id: number;
  application: EntityApplication;
  revisions: Record<string, Revision>;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const goldenPaths = useRouteRef(goldenPathsRouteRef);
  const changes = changesSince(deployments, id, revisions);
  const then = deployments.find(deployment => deployment.id === id);
  return (
    <section aria-labelledby="argocd-go-back" className={styles.back}>
      <Text as="h4" variant="body-large" weight="bold" id="argocd-go-back">
        {t('history.backTitle', { id: String(id) })}
      </Text>
      <p>{t('history.backText')}</p>
      <ol>
        <li>
          {changes.length > 0
            ? t('history.backStep1', {
                change: (
                  <>
                    {changes.map((change, index) => (
                      <Fragment key={change.id}>
                        {index > 0 && ', '}
                        <ChangeLink change={change} />
                      </Fragment>
                    ))}
                  </>
                ),
              })
            : t('history.backStep1Unknown', {
                revision: (
                  <code>{shortRevision(then?.revisions[0] ?? '')}</code>
                ),
              })}
        </li>
        <li>{t('history.backStep2')}</li>
        <li>{t('history.backStep3')}</li>
      </ol>
      <p>
        <Text color="secondary">
          {automated ? t('history.backAutomated') : t('history.backManual')}
        </Text>
      </p>
      {goldenPaths && (
        <div className={styles.links}>
          <ButtonLink href={goldenPaths()} size="small" variant="secondary">
            {t('history.goldenPaths')}
          </ButtonLink>
        </div>
      )}
    </section>
  );
};
