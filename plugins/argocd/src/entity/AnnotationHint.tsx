import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { CopySnippet, EmptyMessage } from '@idp/parts-react';
import { ARGOCD_ANNOTATIONS } from '@idp/plugin-argocd-common';
import { argocdTranslationRef } from '../translation';

/** Says which annotation an entity lacks, to be copied. */
export const AnnotationHint = ({ entity }: { entity: Entity }) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { appName, appSelector, appNamespace, projectName, instanceName } =
    ARGOCD_ANNOTATIONS;
  return (
    <EmptyMessage title={t('empty.title')} text={t('empty.text')}>
      <CopySnippet
        label={t('empty.snippet')}
        text={`metadata:\n  annotations:\n    ${appName}: ${entity.metadata.name}`}
      />
      <Text as="p" variant="body-small" color="secondary">
        {t('empty.alternative', {
          selector: <code>{appSelector}</code>,
          instance: <code>{instanceName}</code>,
          project: <code>{projectName}</code>,
          namespace: <code>{appNamespace}</code>,
        })}
      </Text>
    </EmptyMessage>
  );
};
