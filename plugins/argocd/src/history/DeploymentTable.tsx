import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Checkbox, Text, VisuallyHidden } from '@backstage/ui';
import { ground } from '@idp/parts-react';
import { Time, useLanguage } from '@idp/live-react';
import type { Deployment, Revision } from '@idp/plugin-argocd-common';
import { between, durationText } from '../model/duration';
import { RevisionText } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './History.module.css';

/** Deployments, newest first, each with a box to choose it. Argo CD remembers ten unless told otherwise. */
export const DeploymentTable = ({
  deployments,
  revisions,
  chosen,
  onChoose,
}: {
  deployments: Deployment[];
  revisions: Record<string, Revision>;
  chosen: number[];
  onChoose: (id: number) => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const language = useLanguage();
  return (
    <div className={`${ground.box} ${styles.scroll}`}>
      <table className={styles.table} aria-label={t('history.label')}>
        <thead>
          <tr>
            <th scope="col">
              <VisuallyHidden>{t('history.compareWith')}</VisuallyHidden>
            </th>
            <th scope="col">{t('history.number')}</th>
            <th scope="col">{t('history.revision')}</th>
            <th scope="col">{t('history.when')}</th>
            <th scope="col">{t('history.duration')}</th>
            <th scope="col">{t('history.by')}</th>
          </tr>
        </thead>
        <tbody>
          {deployments.map((deployment, index) => {
            const { id, startedAt, deployedAt, by } = deployment;
            const took = between(startedAt, deployedAt);
            return (
              <tr key={id} data-chosen={chosen.includes(id) ? '' : undefined}>
                <td>
                  <Checkbox
                    aria-label={t('history.choose', { id: String(id) })}
                    isSelected={chosen.includes(id)}
                    onChange={() => onChoose(id)}
                  />
                </td>
                <td>
                  {id}
                  {index === 0 && (
                    <Text variant="body-small" color="secondary">
                      {' '}
                      {t('history.current')}
                    </Text>
                  )}
                </td>
                <td className={styles.revision}>
                  {deployment.revisions.map((revision, position) => (
                    <div key={`${position}${revision}`}>
                      <RevisionText
                        revision={revision}
                        known={revisions[revision]}
                        change={deployment.change}
                      />
                    </div>
                  ))}
                </td>
                <td>
                  <Time iso={deployedAt} />
                </td>
                <td>
                  {took === undefined ? '–' : durationText(took, language)}
                </td>
                <td>{by ?? t('history.byArgoCD')}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
};
