import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Cell,
  Table,
  Text,
  useBreakpoint,
  type ColumnConfig,
} from '@backstage/ui';
import { ground } from '@idp/parts-react';
import { Time } from '@idp/live-react';
import { useMemo } from 'react';
import type { TreeRow } from '../model/resourceTree';
import { argocdTranslationRef } from '../translation';
import { ResourceState } from './ResourceState';
import styles from './ResourceTable.module.css';

/** More rows than this are drawn only where one looks. */
const DRAWN = 100;
const ROW_HEIGHT = 56;
/** What BUI hands on to React Aria's layout of the table. */
const layout = { rowHeight: ROW_HEIGHT, headingHeight: 40 };
/** As much as one sees at once. */
const HEIGHT = 560;

type Item = TreeRow & { id: string };

/** Resources as a table, each below what it belongs to. */
export const ResourceTable = ({
  rows,
  selected,
  onSelect,
}: {
  rows: TreeRow[];
  selected: string | undefined;
  onSelect: (key: string | undefined) => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const narrow = useBreakpoint().down('sm');
  const columns = useMemo<ColumnConfig<Item>[]>(
    () => [
      {
        id: 'name',
        label: t('resources.name'),
        isRowHeader: true,
        cell: ({ resource, depth, owner }) => (
          <Cell>
            <span
              className={styles.name}
              style={{
                paddingInlineStart: `${
                  Math.min(depth, 6) * (narrow ? 0.5 : 1.25)
                }rem`,
              }}
            >
              <Text truncate title={resource.name}>
                {resource.name}
              </Text>
              <Text
                truncate
                variant="body-x-small"
                color="secondary"
                title={owner && t('resources.belongsTo', { owner: owner.name })}
              >
                {resource.kind}
                {resource.namespace ? ` · ${resource.namespace}` : ''}
              </Text>
            </span>
          </Cell>
        ),
      },
      {
        id: 'state',
        label: t('resources.state'),
        cell: ({ resource }) => (
          <Cell>
            <ResourceState resource={resource} />
          </Cell>
        ),
      },
      {
        id: 'age',
        label: t('resources.age'),
        isHidden: narrow,
        cell: ({ resource }) => (
          <Cell>
            <Text variant="body-small" color="secondary">
              {resource.createdAt && <Time iso={resource.createdAt} />}
            </Text>
          </Cell>
        ),
      },
    ],
    [t, narrow],
  );
  const data = useMemo(
    () => rows.map(row => ({ ...row, id: row.key })),
    [rows],
  );
  const many = rows.length > DRAWN;
  return (
    <section aria-label={t('resources.label')} className={ground.table}>
      <Table
        columnConfig={columns}
        data={data}
        pagination={{ type: 'none' }}
        virtualized={many && layout}
        style={many ? { height: HEIGHT } : undefined}
        selection={{
          mode: 'single',
          behavior: 'toggle',
          selected: selected ? [selected] : [],
          onSelectionChange: keys => {
            const [key] = keys === 'all' ? [] : [...keys];
            onSelect(key === undefined ? undefined : String(key));
          },
        }}
      />
    </section>
  );
};
