import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Table, Text, type ColumnConfig } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import { useMemo, type ReactNode, type UIEvent } from 'react';
import { partsTranslationRef } from '../translation';
import { ground } from '../ground/ground';
import styles from './PagedTable.module.css';
import type { Paged } from './pages';
import type { PagedRead } from './usePagedRead';

/** Fewer rows are simply drawn. */
const DRAWN = 60;
const ROW_HEIGHT = 56;
/** What BUI hands on to React Aria's layout of the table. */
const layout = { rowHeight: ROW_HEIGHT, headingHeight: 40 };
/** The next page is read before its rows come into sight. */
const AHEAD = 20 * ROW_HEIGHT;

/**
 * The rows that were read so far; scrolling, or a press, reads more. Only what is seen is drawn.
 *
 * @public
 */
export const PagedTable = <R extends object>({
  label,
  list: { pending, more, loading, moreError },
  value: { items, nextCursor, counts },
  idOf,
  columns,
  hrefOf,
  failure,
}: {
  label: string;
  list: Pick<PagedRead<unknown>, 'pending' | 'more' | 'loading' | 'moreError'>;
  value: Paged<R> & {
    counts: {
      /** How many there are altogether. */
      total: number;
    };
  };
  /** What tells two rows apart; may not change from one drawing to the next. */
  idOf: (row: R) => string;
  columns: ColumnConfig<R & { id: string }>[];
  hrefOf: (row: R) => string | undefined;
  /** Says why the next page could not be read. */
  failure: ReactNode;
}) => {
  const { t } = useTranslationRef(partsTranslationRef);
  const number = new Intl.NumberFormat(useLanguage());
  const rows = useMemo(
    () => items.map(row => ({ ...row, id: idOf(row) })),
    [items, idOf],
  );
  const many = rows.length > DRAWN;
  const onScroll = (event: UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } =
      event.target as HTMLElement;
    if (scrollHeight - scrollTop - clientHeight < AHEAD && !moreError) more();
  };
  return (
    <section
      aria-label={label}
      className={`${ground.table} ${styles.table}`}
      onScrollCapture={onScroll}
    >
      <Table
        columnConfig={columns}
        data={rows}
        isStale={pending}
        pagination={{ type: 'none' }}
        virtualized={many && layout}
        style={many ? { height: 'max(24rem, calc(100vh - 20rem))' } : undefined}
        rowConfig={{ getHref: row => hrefOf(row) }}
      />
      {(nextCursor !== undefined || moreError !== undefined) && (
        <div className={styles.foot}>
          <Text variant="body-small" color="secondary">
            {t('list.shown', {
              shown: number.format(rows.length),
              total: number.format(counts.total),
            })}
          </Text>
          <Button
            size="small"
            variant="secondary"
            isPending={loading}
            onPress={more}
          >
            {loading ? t('list.loadingMore') : t('list.loadMore')}
          </Button>
        </div>
      )}
      {moreError !== undefined && failure}
    </section>
  );
};
