import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { GroupedList } from '@idp/parts-react';
import type { ApplicationList, HealthStatus } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';
import type { Filters, Grouping } from './filters';
import { GroupRows } from './GroupRows';
import { groupsOf } from './groupsOf';

/** The list by tenant, Argo CD, project or health. */
export const Groups = ({
  filters,
  by,
  value,
}: {
  filters: Filters;
  by: Grouping;
  value: ApplicationList;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { groups, ungrouped } = groupsOf(value, by);
  return (
    <GroupedList
      heading={`${t('list.groupBy')}: ${t(`list.by.${by}`)}`}
      groups={groups.map(({ name, total, broken, drifted }) => ({
        id: name,
        title: by === 'health' ? t(`health.${name as HealthStatus}`) : name,
        subtitle: [
          t('list.total', { count: total }),
          broken > 0 && by !== 'health' && t('list.broken', { count: broken }),
          drifted > 0 && t('list.drifted', { count: drifted }),
        ]
          .filter(Boolean)
          .join(' · '),
      }))}
      rowsOf={name => <GroupRows filters={filters} by={by} name={name} />}
      ungrouped={
        ungrouped > 0 ? t('list.ungrouped', { count: ungrouped }) : undefined
      }
    />
  );
};
