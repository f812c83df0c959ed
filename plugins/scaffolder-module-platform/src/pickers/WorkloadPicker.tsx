import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { EntityChoice } from './EntityChoice';

/** One of the workloads of the tenant that another field holds; the value is its name. */
export const WorkloadPicker = (
  props: FieldExtensionComponentProps<string, { tenantField?: string }>,
) => {
  const catalogApi = useApi(catalogApiRef);
  const { tenantField = 'tenant' } = props.uiSchema['ui:options'] ?? {};
  const tenant = props.formContext?.formData?.[tenantField];
  return (
    <EntityChoice
      field={props}
      dependsOn={tenant}
      waitingFor={tenant ? undefined : 'Choose the tenant first.'}
      load={async () => {
        const { items } = await catalogApi.getEntities({
          filter: {
            kind: 'Component',
            'metadata.namespace': String(tenant),
            'metadata.annotations.platform.idp/tenant': String(tenant),
          },
          fields: ['metadata.name', 'metadata.title'],
        });
        return items.map(({ metadata }) => ({
          value: metadata.name,
          title: metadata.title ?? metadata.name,
          hint: metadata.name,
        }));
      }}
      empty={`The tenant ${tenant} has no workload yet.`}
    />
  );
};
