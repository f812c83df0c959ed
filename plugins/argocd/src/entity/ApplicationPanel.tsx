import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BgProvider, Button, ButtonLink, Link, Text } from '@backstage/ui';
import { ExternalLink, ground, LateNews } from '@idp/parts-react';
import type {
  EntityApplication,
  InstanceState,
  Revision,
} from '@idp/plugin-argocd-common';
import { useId, useState } from 'react';
import { Complaints } from '../details/Complaints';
import { Facts } from '../details/Facts';
import { Health, Operation, Sync, useApplicationHref } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './ApplicationPanel.module.css';

/** One Application of an entity, in full. */
export const ApplicationPanel = ({
  application,
  entityRef,
  revisions,
  late,
}: {
  application: EntityApplication;
  entityRef: string;
  revisions: Record<string, Revision>;
  /** Why its news is old. */
  late?: InstanceState;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const href = useApplicationHref()(entityRef, application.ref);
  const heading = useId();
  const [more, setMore] = useState(false);
  const { ref, sync, health, operation } = application;
  return (
    <BgProvider bg="neutral-1">
      <section
        aria-labelledby={heading}
        className={`${ground.panel} ${styles.panel}`}
      >
        <div className={styles.head}>
          <Text
            as="h3"
            variant="title-x-small"
            id={heading}
            className={styles.title}
          >
            {href ? (
              <Link href={href} weight="bold">
                {ref.name}
              </Link>
            ) : (
              ref.name
            )}{' '}
            <Text color="secondary">{ref.instance}</Text>
          </Text>
          <span className={styles.states}>
            {operation && operation.phase !== 'Succeeded' && (
              <Operation phase={operation.phase} />
            )}
            <Sync status={sync.status} />
            <Health status={health.status} />
          </span>
        </div>
        <LateNews late={late} />
        <Complaints
          application={application}
          href={application.confirmed ? href : undefined}
        />
        <Facts application={application} revisions={revisions} short={!more} />
        <div className={styles.links}>
          <Button
            size="small"
            variant="tertiary"
            aria-expanded={more}
            onPress={() => setMore(!more)}
          >
            {more ? t('tab.less') : t('tab.more')}
          </Button>
          {href && (
            <ButtonLink href={href} size="small" variant="secondary">
              {t('tab.details')}
            </ButtonLink>
          )}
          <ExternalLink
            url={application.url}
            text={t('tab.external')}
            label={t('tab.externalOf', { name: ref.name })}
          />
          {!application.confirmed && (
            <Text variant="body-small" color="secondary">
              {t('row.unconfirmed')}
            </Text>
          )}
        </div>
      </section>
    </BgProvider>
  );
};
