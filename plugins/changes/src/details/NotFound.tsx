import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Text } from '@backstage/ui';
import { PageFrame } from '@idp/parts-react';
import { rootRouteRef } from '../routes';
import { changesTranslationRef } from '../translation';

/** Said of a number that no change has. */
export const NotFound = ({ id }: { id: string }) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const list = useRouteRef(rootRouteRef);
  return (
    <PageFrame>
      <Flex direction="column" gap="3" align="start">
        <Text as="h1" variant="title-medium">
          {t('notFound.title', { id })}
        </Text>
        <Text as="p" color="secondary">
          {t('notFound.text')}
        </Text>
        {list && (
          <ButtonLink href={list()} variant="primary">
            {t('notFound.back')}
          </ButtonLink>
        )}
      </Flex>
    </PageFrame>
  );
};
