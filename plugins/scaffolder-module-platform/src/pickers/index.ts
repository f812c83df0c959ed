import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { OwnerGroupPicker } from './OwnerGroupPicker';
import { TenantPicker } from './TenantPicker';
import { WorkloadPicker } from './WorkloadPicker';

const plain = makeFieldSchema({ output: z => z.string() });

const withTenant = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      tenantField: z
        .string()
        .optional()
        .describe('The field of the form with the tenant’s name'),
    }),
});

export const tenantPickerField = createFormField({
  component: TenantPicker as any,
  name: 'TenantPicker',
  schema: plain,
});

export const workloadPickerField = createFormField({
  component: WorkloadPicker as any,
  name: 'WorkloadPicker',
  schema: withTenant,
});

export const ownerGroupPickerField = createFormField({
  component: OwnerGroupPicker as any,
  name: 'OwnerGroupPicker',
  schema: plain,
});
