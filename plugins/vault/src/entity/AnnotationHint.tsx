import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { CopySnippet, EmptyMessage } from '@idp/parts-react';
import { VAULT_ANNOTATIONS } from '@idp/plugin-vault-common';
import { vaultTranslationRef } from '../translation';

/** Says when no annotation is needed, and else which one an entity lacks, to be copied. */
export const AnnotationHint = ({ entity }: { entity: Entity }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { secretsPath, secretsEngine, secretsServer } = VAULT_ANNOTATIONS;
  return (
    <EmptyMessage title={t('empty.title')} text={t('empty.text')}>
      <CopySnippet
        label={t('empty.snippet')}
        text={`metadata:\n  annotations:\n    ${secretsPath}: team/${entity.metadata.name}`}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('empty.alternative', {
          engine: <code>{secretsEngine}</code>,
          server: <code>{secretsServer}</code>,
        })}
      </Text>
    </EmptyMessage>
  );
};
