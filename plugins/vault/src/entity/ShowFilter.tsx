import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { vaultTranslationRef } from '../translation';
import { SHOWS, type Show } from './show';
import styles from './EntityVaultContent.module.css';

/** Narrows an entity's secrets to those in one state; states that none is in are left out. */
export const ShowFilter = ({
  show,
  counts,
  onChange,
}: {
  show: Show;
  counts: Record<Show, number>;
  onChange: (show: Show) => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const word = (one: Show) => {
    if (one === 'all') return t('tab.all');
    if (one === 'needs') return t('tab.needs');
    if (one === 'overdue') return t('tab.overdue');
    return t(`finding.${one}`);
  };
  return (
    <div className={styles.filter}>
      <Select
        label={t('tab.show')}
        options={SHOWS.filter(
          one => one === 'all' || one === show || counts[one] > 0,
        ).map(one => ({
          id: one,
          label: t('tab.counted', {
            word: word(one),
            total: String(counts[one]),
          }),
        }))}
        value={show}
        onChange={key => onChange(SHOWS.find(one => one === key) ?? 'all')}
      />
    </div>
  );
};
