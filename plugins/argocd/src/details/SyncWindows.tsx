import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useRead } from '@idp/live-react';
import { failureOf } from '@idp/parts-react';
import type { EntityApplicationRef } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { applicationId } from '../model/refs';
import { argocdTranslationRef } from '../translation';
import styles from './SyncWindows.module.css';

/** When syncs are possible; nothing where that is always. */
export const SyncWindows = ({ target }: { target: EntityApplicationRef }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const { value, error } = useRead(applicationId(target.application), () =>
    api.getSyncWindows(target),
  );
  if (error !== undefined) {
    return (
      <Text as="p" variant="body-small" color="secondary">
        {t('failure.windows')}: {failureOf(error).message}
      </Text>
    );
  }
  if (!value || value.items.length === 0) return null;
  return (
    <section aria-label={t('facts.windows')} className={styles.windows}>
      <Text as="h3" variant="body-small" color="secondary">
        {t('facts.windows')}
      </Text>
      <ul>
        {value.items.map((window, index) => (
          <li key={index}>
            {t('windows.line', {
              kind: t(`windows.${window.kind}`),
              schedule: <code>{window.schedule}</code>,
              duration: window.duration,
              zone: window.timeZone ?? 'UTC',
            })}
            {window.active && (
              <>
                {', '}
                <strong>{t('windows.active')}</strong>
              </>
            )}
            {window.manualSync && `, ${t('windows.manual')}`}
          </li>
        ))}
      </ul>
    </section>
  );
};
