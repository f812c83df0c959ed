import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EmptyMessage, ProblemsNotice } from '@idp/parts-react';
import {
  hasVaultAnnotation,
  type EntitySecrets,
} from '@idp/plugin-vault-common';
import { ReadNotices, SourcesNotices } from '../parts';
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
  const none =
    value?.secrets.length === 0 && value.otherDeliveries.length === 0;
  return (
    <ReadNotices
      read={{ value, error, reload }}
      failed={t('failure.secrets')}
      forbidden={
        <EmptyMessage title={t('forbidden.title')} text={t('forbidden.text')} />
      }
      loading={t('card.loading')}
      height={height}
    >
      {value && <SourcesNotices sources={value.sources} />}
      {value && (
        <ProblemsNotice title={t('problems.title')} problems={value.problems} />
      )}
      {none && hasVaultAnnotation(entity) && value.problems.length === 0 && (
        <EmptyMessage title={t('empty.named')} text={t('empty.namedText')} />
      )}
      {none && !hasVaultAnnotation(entity) && (
        <AnnotationHint entity={entity} />
      )}
    </ReadNotices>
  );
};
