import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Children, type ReactNode } from 'react';
import { SearchBox } from '../page/SearchBox';
import { partsTranslationRef } from '../translation';
import styles from './FilterBar.module.css';

/**
 * What narrows a list: a search, and whatever filters it is given.
 *
 * @public
 */
export const FilterBar = ({
  q,
  placeholder,
  narrowed,
  onSearch,
  onClear,
  children,
}: {
  q: string;
  /** What is searched in. */
  placeholder: string;
  narrowed: boolean;
  /** May not change from one drawing to the next. */
  onSearch: (q: string) => void;
  onClear: () => void;
  children: ReactNode;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  return (
    <div role="search" aria-label={t('list.filters')} className={styles.bar}>
      <div className={styles.search}>
        <SearchBox
          label={t('list.search')}
          placeholder={placeholder}
          value={q}
          onSearch={onSearch}
        />
      </div>
      {Children.map(children, filter => (
        <div className={styles.filter}>{filter}</div>
      ))}
      {narrowed && (
        <Button size="small" variant="tertiary" onPress={onClear}>
          {t('list.clear')}
        </Button>
      )}
    </div>
  );
};
