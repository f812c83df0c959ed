import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { Alert, Text } from '@backstage/ui';
import { EmptyMessage, failureOf, Loading } from '@idp/parts-react';
import type { EntityApplications } from '@idp/plugin-argocd-common';
import { FailureNotice, InstanceNotices } from '../parts';
import { argocdTranslationRef } from '../translation';
import { AnnotationHint } from './AnnotationHint';

/** All that is to be said beside an entity's Applications, or instead of them. */
export const EntityNotices = ({
  entity,
  value,
  error,
  reload,
  height,
}: {
  entity: Entity;
  value?: EntityApplications;
  error?: unknown;
  reload: () => void;
  height: number;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  if (error !== undefined && failureOf(error).status === 403) {
    return (
      <EmptyMessage title={t('forbidden.title')} text={t('forbidden.text')} />
    );
  }
  const named =
    value && (value.missing.length > 0 || value.problems.length > 0);
  return (
    <>
      {error !== undefined && (
        <FailureNotice
          title={value ? t('failure.reread') : t('failure.applications')}
          error={error}
          onRetry={reload}
        />
      )}
      {value && <InstanceNotices instances={value.instances} />}
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
      {value && value.missing.length > 0 && value.applications.length > 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('problems.missing', { names: value.missing.join(', ') })}
        </Text>
      )}
      {value && value.applications.length === 0 && value.missing.length > 0 && (
        <EmptyMessage
          title={t('empty.noneFound')}
          text={`${t('problems.missing', {
            names: value.missing.join(', '),
          })} ${t('empty.noneFoundText')}`}
        />
      )}
      {value && value.applications.length === 0 && !named && (
        <AnnotationHint entity={entity} />
      )}
      {!value && error === undefined && (
        <Loading label={t('card.loading')} height={height} />
      )}
    </>
  );
};
