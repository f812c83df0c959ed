import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ChangePreview } from './ChangePreview';

export const changePreviewField = createFormField({
  component: ChangePreview as any,
  name: 'ChangePreview',
  schema: makeFieldSchema({
    output: z => z.string(),
    uiOptions: z =>
      z.object({
        goldenPath: z
          .string()
          .optional()
          .describe('The name of the golden path'),
      }),
  }),
});
