import { MarkdownContent } from '@backstage/core-components';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Text } from '@backstage/ui';
import { previewOf } from './previewOf';

/** What will exist after the merge, before anything is opened. It holds no value of its own. */
export const ChangePreview = (
  props: FieldExtensionComponentProps<string, { goldenPath?: string }>,
) => {
  const { goldenPath = '' } = props.uiSchema['ui:options'] ?? {};
  const preview = previewOf(goldenPath, props.formContext?.formData ?? {});
  if (!preview) return null;
  const { willExist, willChange, toFill } = preview;
  return (
    <section aria-label={props.schema.title ?? 'After the merge'}>
      {willExist.length > 0 && (
        <>
          <Text as="h3" variant="title-x-small">
            After the merge there will be
          </Text>
          <MarkdownContent content={willExist.join('\n')} />
        </>
      )}
      {willChange.length > 0 && (
        <>
          <Text as="h3" variant="title-x-small">
            The merge changes
          </Text>
          <MarkdownContent content={willChange.join('\n')} />
        </>
      )}
      {toFill.length > 0 && (
        <>
          <Text as="h3" variant="title-x-small">
            Somebody has to fill in Vault
          </Text>
          <MarkdownContent content={toFill.join('\n')} />
        </>
      )}
    </section>
  );
};
