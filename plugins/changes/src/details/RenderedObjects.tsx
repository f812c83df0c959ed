import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type { ChangeRender } from '@idp/plugin-changes-common';
import { changesTranslationRef } from '../translation';
import { FileList } from './FileList';

/** What one kustomization brings: the objects that differ, and how many do not. */
export const RenderedObjects = ({ render }: { render: ChangeRender }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const { folder, objects, unchanged } = render;
  return (
    <Flex direction="column" gap="3">
      <Text as="p" color="secondary" variant="body-small">
        <code>{folder}</code>
      </Text>
      {objects.length > 0 ? (
        <FileList files={objects} of="objects" />
      ) : (
        <Text as="p" color="secondary">
          {t('preview.none')}
        </Text>
      )}
      {unchanged > 0 && (
        <Text as="p" color="secondary">
          {t('preview.unchanged', { count: unchanged })}
        </Text>
      )}
    </Flex>
  );
};
