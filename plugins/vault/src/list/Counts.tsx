import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import type { SecretList } from '@idp/plugin-vault-common';
import { vaultTranslationRef } from '../translation';

const TOLD = ['missing', 'not-delivered', 'foreign', 'unowned'] as const;

/** How many there are, and how many of them need somebody; read out when a filter changes it. */
export const Counts = ({ counts }: { counts: SecretList['counts'] }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  const counted = (total: number | undefined, word: string) =>
    total && t('list.counted', { total: number.format(total), word });
  return (
    <Text as="p" role="status" weight="bold">
      {[
        t('list.total', { count: counts.total }),
        ...TOLD.map(finding =>
          counted(counts.finding[finding], t(`list.words.${finding}`)),
        ),
        counted(counts.overdue, t('list.words.overdue')),
        counted(counts.dueSoon, t('list.words.dueSoon')),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
};
