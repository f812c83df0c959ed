import { CatalogTable } from '@backstage/plugin-catalog';
import {
  CatalogIndexPage,
  type CatalogIndexPageProps,
  type CatalogTableColumnsFunc,
} from '@backstage/plugin-catalog/alpha';
import { ArgoCDFreshness, EntityArgoCDCell } from '@idp/plugin-argocd';
import { AlertsFreshness, EntityAlertsCell } from '@idp/plugin-grafana';

/** Kinds that something may be deployed and measured of. */
const DEPLOYED = ['component', 'system', 'resource'];

const columns: CatalogTableColumnsFunc = list => {
  const all = CatalogTable.defaultColumnsFunc(list);
  const kind = list.entities[0]?.kind ?? list.filters.kind?.value ?? '';
  if (!DEPLOYED.includes(kind.toLocaleLowerCase('en-US'))) return all;
  // A name says its namespace already, and the state takes the room.
  const [title, name, ...rest] = all.filter(
    ({ field }) => field !== 'entity.metadata.namespace',
  );
  return [
    title,
    { ...name, cellStyle: { minWidth: '12rem' } },
    {
      title: 'Argo CD',
      width: '10rem',
      sorting: false,
      render: ({ resolved: { entityRef } }) => (
        <EntityArgoCDCell entityRef={entityRef} />
      ),
    },
    {
      title: 'Alerts',
      width: '9rem',
      sorting: false,
      render: ({ resolved: { entityRef } }) => (
        <EntityAlertsCell entityRef={entityRef} />
      ),
    },
    ...rest,
  ];
};

/** The catalog's list; the state of all rows that are shown is one request a plugin. */
export const CatalogWithState = (
  props: Pick<CatalogIndexPageProps, 'filters' | 'pagination'>,
) => (
  <>
    <ArgoCDFreshness />
    <AlertsFreshness />
    <CatalogIndexPage {...props} columns={columns} />
  </>
);
