import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time, useLanguage } from '@idp/live-react';
import type { SourceState } from '@idp/plugin-vault-common';
import { vaultTranslationRef } from '../translation';
import styles from './Freshness.module.css';

/** How old the news of every Vault is that answers, in small print. */
export const Freshness = ({ sources }: { sources: SourceState[] }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  const live = sources.filter(({ state }) => state === 'live');
  if (live.length === 0) return null;
  return (
    <ul aria-label={t('sources.label')} className={styles.list}>
      {live.map(({ kind, name, inventory }) => {
        const source = t(`sources.${kind}`, { name });
        return (
          <li key={`${kind}/${name}`}>
            <Text variant="body-small" color="secondary">
              {inventory?.listedAt
                ? t('sources.inventory', {
                    source,
                    paths: number.format(inventory.paths),
                    time: <Time iso={inventory.listedAt} />,
                  })
                : t('sources.live', { source })}
              {inventory?.oldestReadAt && (
                <>
                  {'; '}
                  {t('sources.oldest', {
                    time: <Time iso={inventory.oldestReadAt} />,
                  })}
                </>
              )}
            </Text>
          </li>
        );
      })}
    </ul>
  );
};
