import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { entityName, GroupedList } from '@idp/parts-react';
import type { SecretList } from '@idp/plugin-vault-common';
import type { Finding } from '../model/order';
import { vaultTranslationRef } from '../translation';
import type { Filters, Grouping } from './filters';
import { GroupRows } from './GroupRows';
import { groupsOf } from './groupsOf';

/** The list by tenant, state or Vault. */
export const Groups = ({
  filters,
  by,
  value,
}: {
  filters: Filters;
  by: Grouping;
  value: SecretList;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { groups, ungrouped } = groupsOf(value, by);
  return (
    <GroupedList
      heading={`${t('list.groupBy')}: ${t(`list.by.${by}`)}`}
      groups={groups.map(({ name, total, needs }) => ({
        id: name,
        title:
          by === 'finding' ? t(`finding.${name as Finding}`) : entityName(name),
        subtitle: [
          total !== undefined && t('list.total', { count: total }),
          needs > 0 && by !== 'finding' && t('list.needs', { count: needs }),
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
