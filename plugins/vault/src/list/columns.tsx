import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Cell, Text, type ColumnConfig } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { entityName, LateText, Lines } from '@idp/parts-react';
import type { SourceState } from '@idp/plugin-vault-common';
import { useMemo } from 'react';
import { notLive } from '../model/sources';
import { FindingStatus, RotationStatus } from '../parts';
import { vaultTranslationRef } from '../translation';
import styles from './SecretTable.module.css';
import type { Row } from './SecretTable';

/** The columns of the list; a narrow page has room for what and how. */
export function useColumns({
  sources,
  narrow,
}: {
  sources: SourceState[];
  narrow: boolean;
}): ColumnConfig<Row>[] {
  const { t } = useTranslationRef(vaultTranslationRef);
  return useMemo<ColumnConfig<Row>[]>(
    () => [
      {
        id: 'path',
        label: t('list.path'),
        isRowHeader: true,
        defaultWidth: narrow ? '1fr' : '2fr',
        cell: ({ ref }) => {
          const where = t('list.where', ref);
          const late = notLive(sources, 'vault', ref.server);
          return (
            <Cell>
              <Lines>
                <Text truncate weight="bold" title={ref.path}>
                  {ref.path}
                </Text>
                {late ? (
                  <LateText truncate>
                    {where}, <Time iso={late.since} />
                  </LateText>
                ) : (
                  <Text truncate variant="body-small" color="secondary">
                    {where}
                  </Text>
                )}
              </Lines>
            </Cell>
          );
        },
      },
      {
        id: 'state',
        label: t('list.state'),
        cell: ({ finding, vault }) => (
          <Cell>
            <span className={`${styles.states} ${narrow ? styles.narrow : ''}`}>
              <FindingStatus finding={finding} />
              <RotationStatus rotation={vault?.rotation} />
            </span>
          </Cell>
        ),
      },
      {
        id: 'entity',
        label: t('list.entity'),
        isHidden: narrow,
        cell: ({ entityRef, group }) => {
          const owner = entityRef ?? group;
          return (
            <Cell>
              <Lines>
                <Text truncate title={owner}>
                  {owner ? entityName(owner) : t('list.nobody')}
                </Text>
                {entityRef && group && (
                  <Text truncate variant="body-small" color="secondary">
                    {entityName(group)}
                  </Text>
                )}
              </Lines>
            </Cell>
          );
        },
      },
      {
        id: 'writtenBy',
        label: t('list.writtenBy'),
        isHidden: narrow,
        cell: ({ writtenBy }) => (
          <Cell>
            <Text truncate title={writtenBy}>
              {writtenBy ? entityName(writtenBy) : ''}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'changed',
        label: t('list.changed'),
        isHidden: narrow,
        cell: ({ vault }) => (
          <Cell>
            <Text variant="body-small" color="secondary">
              {vault?.changedAt && <Time iso={vault.changedAt} />}
            </Text>
          </Cell>
        ),
      },
    ],
    [t, sources, narrow],
  );
}
