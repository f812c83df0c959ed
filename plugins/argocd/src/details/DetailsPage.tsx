import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import { EmptyMessage } from '@idp/parts-react';
import { useParams } from 'react-router-dom';
import { EntityNotices } from '../entity/EntityNotices';
import { useEntityApplications } from '../entity/useEntityApplications';
import { isSame } from '../model/refs';
import { useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { ApplicationDetails } from './ApplicationDetails';
import { viewOf } from './views';

/** One Application of the entity whose page this is, as the address names it. */
export const DetailsPage = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { instance = '', namespace = '', name = '', view } = useParams();
  const ref = { instance, namespace, name };
  const read = useEntityApplications();
  const { value, error, reload, entity, entityRef } = read;
  const tab = useApplicationHref()(entityRef);
  const application = value?.applications.find(one => isSame(one.ref, ref));
  const gone = value && value.applications.length > 0 && !application;
  return (
    <Flex direction="column" gap="4">
      {tab && (
        <nav aria-label={t('details.breadcrumb')}>
          <Link href={tab}>{t('details.back')}</Link>
          <Text color="secondary"> / {name}</Text>
        </nav>
      )}
      <EntityNotices {...{ entity, value, error, reload }} height={320} />
      {gone && (
        <EmptyMessage
          title={t('details.notFound', { name })}
          text={t('details.notFoundText')}
        />
      )}
      {value && application && (
        <ApplicationDetails
          application={application}
          entityRef={entityRef}
          answer={value}
          view={viewOf(view)}
          onReload={reload}
        />
      )}
    </Flex>
  );
};
