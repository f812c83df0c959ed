import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { ExternalLink, LateNews } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplications,
} from '@idp/plugin-argocd-common';
import { Actions } from '../actions';
import { notLive } from '../model/refs';
import { Health, Operation, Sync, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import { About } from './About';
import styles from './ApplicationDetails.module.css';
import { Complaints } from './Complaints';
import { Summary } from './Summary';
import { Unconfirmed } from './Unconfirmed';
import { ViewTabs } from './ViewTabs';
import type { View } from './views';

/** All that is known of an Application, and what may be done with it. */
export const ApplicationDetails = ({
  application,
  entityRef,
  answer,
  view,
  onReload,
}: {
  application: EntityApplication;
  entityRef: string;
  answer: EntityApplications;
  view: View;
  onReload: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const { ref, sync, health, operation, confirmed } = application;
  const target = { entityRef, application: ref };
  const href = useApplicationHref()(entityRef, ref);
  return (
    <Flex direction="column" gap="4">
      <div className={styles.head}>
        <div className={styles.title}>
          <Text as="h2" variant="title-small">
            {ref.name}{' '}
            <Text as="span" variant="title-small" color="secondary">
              {ref.instance}
            </Text>
          </Text>
          <Sync status={sync.status} />
          <Health status={health.status} />
          {operation && operation.phase !== 'Succeeded' && (
            <Operation phase={operation.phase} />
          )}
        </div>
        <ExternalLink
          url={application.url}
          text={t('tab.external')}
          label={t('tab.externalOf', { name: ref.name })}
        />
      </div>
      <Summary application={application} revisions={answer.revisions} />
      <LateNews late={notLive(ref, answer.instances)} />
      {confirmed && (
        <Actions
          application={application}
          target={target}
          permissions={answer.permissions}
          onDone={onReload}
        />
      )}
      <Complaints
        application={application}
        href={confirmed ? href : undefined}
      />
      {confirmed ? (
        <ViewTabs
          application={application}
          target={target}
          revisions={answer.revisions}
          view={view}
        />
      ) : (
        <>
          <Unconfirmed />
          <About application={application} revisions={answer.revisions} />
        </>
      )}
    </Flex>
  );
};
