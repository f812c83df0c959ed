import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { entityName, Lines } from '@idp/parts-react';
import type { InstanceState } from '@idp/plugin-argocd-common';
import { useMemo } from 'react';
import { notLive } from '../model/refs';
import { Health, Sync } from '../parts';
import { argocdTranslationRef } from '../translation';
import type { Row } from './ApplicationTable';
import styles from './ApplicationTable.module.css';
import { InstanceName } from './InstanceName';

/** The columns of the list; a narrow page has room for what and how. */
export function useColumns({
  instances,
  narrow,
}: {
  instances: InstanceState[];
  narrow: boolean;
}): ColumnConfig<Row>[] {
  const { t } = useTranslationRef(argocdTranslationRef);
  return useMemo<ColumnConfig<Row>[]>(
    () => [
      {
        id: 'name',
        label: t('list.name'),
        isRowHeader: true,
        cell: ({ ref }) => (
          <Cell>
            <Lines>
              <Text
                truncate
                weight="bold"
                title={`${ref.namespace}/${ref.name}`}
              >
                {ref.name}
              </Text>
              <InstanceName late={notLive(ref, instances)}>
                {ref.instance}
              </InstanceName>
            </Lines>
          </Cell>
        ),
      },
      {
        id: 'state',
        label: t('list.state'),
        cell: ({ health, sync, operation }) => (
          <Cell>
            <span className={`${styles.states} ${narrow ? styles.stack : ''}`}>
              <Health status={health} />
              <Sync status={sync} />
              {operation === 'Running' && !narrow && (
                <Text variant="body-small" color="secondary">
                  {t('operation.Running')}
                </Text>
              )}
            </span>
          </Cell>
        ),
      },
      {
        id: 'project',
        label: t('list.project'),
        isHidden: narrow,
        cell: ({ project, entityRef }) => (
          <Cell>
            <Lines>
              <Text truncate title={project}>
                {project}
              </Text>
              {entityRef && (
                <Text
                  truncate
                  variant="body-small"
                  color="secondary"
                  title={entityRef}
                >
                  {entityName(entityRef)}
                </Text>
              )}
            </Lines>
          </Cell>
        ),
      },
      {
        id: 'destination',
        label: t('list.destination'),
        isHidden: narrow,
        cell: ({ destination: { cluster, namespace } }) => (
          <Cell>
            <Lines>
              <Text truncate title={cluster}>
                {cluster}
              </Text>
              <Text
                truncate
                variant="body-small"
                color="secondary"
                title={namespace}
              >
                {namespace}
              </Text>
            </Lines>
          </Cell>
        ),
      },
      {
        id: 'changed',
        label: t('list.changed'),
        isHidden: narrow,
        cell: ({ changedAt }) => (
          <Cell>
            <Text variant="body-small" color="secondary">
              {changedAt && <Time iso={changedAt} />}
            </Text>
          </Cell>
        ),
      },
    ],
    [t, instances, narrow],
  );
}
