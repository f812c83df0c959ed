import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Text } from '@backstage/ui';
import { EmptyMessage, failureOf, Loading } from '@idp/parts-react';
import {
  hasVaultAnnotation,
  type EntitySecrets,
} from '@idp/plugin-vault-common';
import { FailureNotice, SourcesNotices } from '../parts';
import { vaultTranslationRef } from '../translation';
import { AnnotationHint } from './AnnotationHint';

/** All that is to be said beside an entity's secrets, or instead of them. */
export const EntityNotices = ({
  entity,
  value,
  error,
  reload,
  height,
}: {
  entity: Entity;
  value?: EntitySecrets;
  error?: unknown;
  reload: () => void;
  height: number;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  if (error !== undefined && failureOf(error).status === 403) {
    return (
      <EmptyMessage title={t('forbidden.title')} text={t('forbidden.text')} />
    );
  }
  const none =
    value?.secrets.length === 0 && value.otherDeliveries.length === 0;
  return (
    <>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.secrets')}
          error={error}
          onRetry={reload}
        />
      )}
      {value && <SourcesNotices sources={value.sources} />}
      {value && value.problems.length > 0 && (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('problems.title')}
          description={value.problems.map(problem => (
            <Text as="p" key={problem}>
              {problem}
            </Text>
          ))}
        />
      )}
      {none && hasVaultAnnotation(entity) && value.problems.length === 0 && (
        <EmptyMessage title={t('empty.named')} text={t('empty.namedText')} />
      )}
      {none && !hasVaultAnnotation(entity) && (
        <AnnotationHint entity={entity} />
      )}
      {!value && error === undefined && (
        <Loading label={t('card.loading')} height={height} />
      )}
    </>
  );
};
