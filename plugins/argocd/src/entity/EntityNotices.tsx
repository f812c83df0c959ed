import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { Text } from '@backstage/ui';
import { EmptyMessage, ProblemsNotice } from '@idp/parts-react';
import type { EntityApplications } from '@idp/plugin-argocd-common';
import { InstanceNotices, ReadNotices } from '../parts';
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
  const named =
    value && (value.missing.length > 0 || value.problems.length > 0);
  return (
    <ReadNotices
      read={{ value, error, reload }}
      failed={t('failure.applications')}
      forbidden={
        <EmptyMessage title={t('forbidden.title')} text={t('forbidden.text')} />
      }
      loading={t('card.loading')}
      height={height}
    >
      {value && <InstanceNotices instances={value.instances} />}
      {value && (
        <ProblemsNotice title={t('problems.title')} problems={value.problems} />
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
    </ReadNotices>
  );
};
