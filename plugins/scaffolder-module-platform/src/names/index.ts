import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { PlatformName } from './PlatformName';
import { validateName } from './validateName';

const schema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      kind: z.enum(['tenant', 'workload', 'secret']).describe('What is named'),
      tenantField: z
        .string()
        .optional()
        .describe('The field of the form with the tenant’s name'),
      workloadField: z
        .string()
        .optional()
        .describe('The field of the form with the workload’s name'),
    }),
});

export const platformNameField = createFormField({
  component: PlatformName as any,
  name: 'PlatformName',
  validation: validateName as any,
  schema,
});
