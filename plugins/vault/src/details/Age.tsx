import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '@idp/live-react';
import type { VaultSecret } from '@idp/plugin-vault-common';
import { daysLeft, daysSince, usedAge } from '../model/age';
import { vaultTranslationRef } from '../translation';
import styles from './Age.module.css';

/** How old a secret is, how old it may become, and how much of that is left. */
export const Age = ({
  vault: { changedAt, rotation },
}: {
  vault: Pick<VaultSecret, 'changedAt' | 'rotation'>;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const now = useNow();
  const days = daysSince(changedAt, now);
  if (days === undefined) return <>{t('facts.neverChanged')}</>;
  const age = t('rotation.age', { count: days });
  if (!rotation) {
    return (
      <>
        {age}; {t('facts.noPolicy')}
      </>
    );
  }
  const left = daysLeft(rotation, now);
  const rest = () => {
    if (left === 0) return t('rotation.today');
    return left > 0
      ? t('rotation.left', { count: left })
      : t('rotation.over', { count: -left });
  };
  return (
    <span className={styles.age}>
      <span>
        {t('rotation.of', {
          age,
          max: String(rotation.maxAgeDays),
          class: rotation.class,
        })}
        {' · '}
        {rest()}
      </span>
      <span
        aria-hidden="true"
        className={`${styles.bar} ${styles[rotation.state] ?? ''}`}
      >
        <span
          style={{ width: `${Math.round(usedAge(rotation, now) * 100)}%` }}
        />
      </span>
    </span>
  );
};
