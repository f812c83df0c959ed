import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Flex,
  SearchField,
  Text,
  ToggleButton,
  ToggleButtonGroup,
  useBreakpoint,
} from '@backstage/ui';
import { useRead } from '@idp/live-react';
import { EmptyMessage, Loading } from '@idp/parts-react';
import type {
  Application,
  EntityApplicationRef,
} from '@idp/plugin-argocd-common';
import { lazy, Suspense, useMemo, useRef } from 'react';
import { argocdApiRef } from '../api';
import { ReadAt } from '../diff/ReadAt';
import { useBusyReload } from '../diff/useBusyReload';
import { applicationId } from '../model/refs';
import { matching, resourceTree } from '../model/resourceTree';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import { ResourcePanel } from './ResourcePanel';
import styles from './Resources.module.css';
import { ResourceTable } from './ResourceTable';
import { GRAPH_LIMIT, useResourceParams } from './useResourceParams';

const ResourceGraph = lazy(() => import('./ResourceGraph'));

/** The objects of an Application, as a graph or as a table, and more on the one that is selected. */
export const Resources = ({
  application,
  target,
  state,
}: {
  application: Application;
  target: EntityApplicationRef;
  state: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const params = useResourceParams();
  const { up } = useBreakpoint();
  const read = useRead(`${applicationId(target.application)}${state}`, () =>
    api.getResources(target),
  );
  const { value, error } = read;
  const { busy, again } = useBusyReload(read);
  const all = useMemo(() => resourceTree(value?.resources ?? []), [value]);
  const tree = useMemo(
    () => resourceTree(matching(value?.resources ?? [], params.q)),
    [value, params.q],
  );
  // Where the focus goes back to.
  const opener = useRef<Element | null>(null);

  const layout =
    params.layout ??
    (up('md') && all.rows.length <= GRAPH_LIMIT ? 'graph' : 'table');
  const selected = all.rows.find(row => row.key === params.selected);
  const select = (key: string | undefined) => {
    opener.current = document.activeElement;
    params.select(key);
  };
  const close = () => {
    params.select(undefined);
    const { current } = opener;
    if (current instanceof HTMLElement && current.isConnected) current.focus();
  };

  if (!value) {
    return error === undefined ? (
      <Loading label={t('resources.loading')} height={320} />
    ) : (
      <FailureNotice
        title={t('failure.resources')}
        error={error}
        onRetry={again}
      />
    );
  }
  if (value.resources.length === 0) {
    return (
      <EmptyMessage
        title={t('resources.none')}
        text={<ReadAt iso={value.readAt} busy={busy} onAgain={again} />}
      />
    );
  }
  return (
    <Flex direction="column" gap="3">
      <div className={styles.bar}>
        <ToggleButtonGroup
          aria-label={t('resources.layout')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[layout]}
          onSelectionChange={keys => {
            const [next] = [...keys] as ('graph' | 'table')[];
            if (next) params.setLayout(next);
          }}
        >
          <ToggleButton id="graph">{t('resources.graph')}</ToggleButton>
          <ToggleButton id="table">{t('resources.table')}</ToggleButton>
        </ToggleButtonGroup>
        <div className={styles.search}>
          <SearchField
            aria-label={t('resources.search')}
            placeholder={t('resources.searchPlaceholder')}
            size="small"
            value={params.q}
            onChange={params.search}
            maxLength={200}
          />
        </div>
        <Text variant="body-small" color="secondary" role="status">
          {params.q
            ? t('resources.shown', {
                shown: String(tree.rows.length),
                total: String(all.rows.length),
              })
            : t('resources.count', { count: all.rows.length })}
        </Text>
        <ReadAt iso={value.readAt} busy={busy} onAgain={again} />
      </div>
      <div className={styles.columns} data-selected={selected && ''}>
        <div className={styles.main}>
          {tree.rows.length === 0 && (
            <Text as="p" color="secondary">
              {t('resources.noMatch')}
            </Text>
          )}
          {tree.rows.length > 0 && layout === 'table' && (
            <ResourceTable
              rows={tree.rows}
              selected={params.selected}
              onSelect={select}
            />
          )}
          {tree.rows.length > GRAPH_LIMIT && layout === 'graph' && (
            <EmptyMessage
              title={t('resources.graph')}
              text={t('resources.tooMany', {
                total: String(tree.rows.length),
              })}
            />
          )}
          {tree.rows.length > 0 &&
            tree.rows.length <= GRAPH_LIMIT &&
            layout === 'graph' && (
              <Suspense
                fallback={
                  <Loading label={t('resources.loading')} height={320} />
                }
              >
                <ResourceGraph
                  application={application}
                  tree={tree}
                  selected={params.selected}
                  onSelect={select}
                />
              </Suspense>
            )}
        </div>
        {selected && (
          <ResourcePanel
            key={selected.key}
            row={selected}
            target={target}
            state={state}
            onClose={close}
          />
        )}
      </div>
    </Flex>
  );
};
