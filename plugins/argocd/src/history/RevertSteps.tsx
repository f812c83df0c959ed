import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Deployment } from '@idp/plugin-argocd-common';
import { Fragment } from 'react';
import { shortRevision } from '../model/revision';
import { changesSince } from '../model/undo';
import { ChangeLink } from '../parts';
import { argocdTranslationRef } from '../translation';

/** How to go back by hand, where the portal has no form for it. */
export const RevertSteps = ({
  deployment,
  deployments,
}: {
  deployment: Deployment;
  deployments: Deployment[];
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const changes = changesSince(deployments, deployment);
  return (
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
                <code>{shortRevision(deployment.revisions[0] ?? '')}</code>
              ),
            })}
      </li>
      <li>{t('history.backStep2')}</li>
      <li>{t('history.backStep3')}</li>
    </ol>
  );
};
