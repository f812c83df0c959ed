import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { ResourceDiff } from '@idp/plugin-argocd-common';
import { syncPlan, type SyncChoice } from '../model/syncPlan';
import { argocdTranslationRef } from '../translation';
import styles from './SyncDialog.module.css';

/** What a sync would do, in words; read out again when a choice changes it. */
export const SyncPlanText = ({
  items,
  choice,
}: {
  items: ResourceDiff[];
  choice: SyncChoice;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { changes, creates, deletes, keeps } = syncPlan(items, choice);
  const lines: string[] = [
    changes > 0 && t('syncDialog.changes', { count: changes }),
    creates > 0 && t('syncDialog.creates', { count: creates }),
    deletes.length > 0 &&
      t('syncDialog.deletes', {
        count: deletes.length,
        names: deletes.join(', '),
      }),
    keeps > 0 && t('syncDialog.keeps', { count: keeps }),
  ].filter(line => line !== false);
  if (lines.length > 0) {
    return (
      <ul aria-live="polite" className={styles.plan}>
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
  }
  return (
    <Text as="p" aria-live="polite">
      {choice.only?.length === 0
        ? t('syncDialog.noneSelected')
        : t('syncDialog.nothing')}
    </Text>
  );
};
