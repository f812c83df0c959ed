import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Table, Text, useBreakpoint } from '@backstage/ui';
import { useLanguage } from '@idp/live-react';
import type {
  ApplicationList,
  ApplicationRow,
} from '@idp/plugin-argocd-common';
import { useMemo, type UIEvent } from 'react';
import { applicationId } from '../model/refs';
import { FailureNotice, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './ApplicationTable.module.css';
import { useColumns } from './columns';
import type { useApplicationList } from './useApplicationList';

/** Fewer rows are simply drawn. */
const DRAWN = 60;
const ROW_HEIGHT = 56;
/** What BUI hands on to React Aria's layout of the table. */
const layout = { rowHeight: ROW_HEIGHT, headingHeight: 40 };
/** The next page is read before its rows come into sight. */
const AHEAD = 20 * ROW_HEIGHT;

export type Row = ApplicationRow & { id: string };

/** The rows that were read so far; scrolling, or a press, reads more. Only what is seen is drawn. */
export const ApplicationTable = ({
  list: { pending, more, loading, moreError },
  value,
}: {
  list: Pick<
    ReturnType<typeof useApplicationList>,
    'pending' | 'more' | 'loading' | 'moreError'
  >;
  value: ApplicationList;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { down } = useBreakpoint();
  const hrefOf = useApplicationHref();
  const columns = useColumns({
    instances: value.instances,
    narrow: down('md'),
  });
  const data = useMemo<Row[]>(
    () => value.items.map(row => ({ ...row, id: applicationId(row.ref) })),
    [value.items],
  );
  const number = new Intl.NumberFormat(useLanguage());
  const many = data.length > DRAWN;
  const onScroll = (event: UIEvent<HTMLElement>) => {
    const { scrollTop, clientHeight, scrollHeight } =
      event.target as HTMLElement;
    if (scrollHeight - scrollTop - clientHeight < AHEAD && !moreError) more();
  };
  return (
    <section
      aria-label={t('title')}
      className={styles.table}
      onScrollCapture={onScroll}
    >
      <Table
        columnConfig={columns}
        data={data}
        isStale={pending}
        pagination={{ type: 'none' }}
        virtualized={many && layout}
        style={many ? { height: 'max(24rem, calc(100vh - 20rem))' } : undefined}
        rowConfig={{
          getHref: ({ entityRef, ref }) => entityRef && hrefOf(entityRef, ref),
        }}
      />
      {(value.nextCursor || moreError !== undefined) && (
        <div className={styles.foot}>
          <Text variant="body-small" color="secondary">
            {t('list.shown', {
              shown: number.format(data.length),
              total: number.format(value.counts.total),
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
      {moreError !== undefined && (
        <FailureNotice
          title={t('failure.more')}
          error={moreError}
          onRetry={more}
        />
      )}
    </section>
  );
};
