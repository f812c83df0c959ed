import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { Time, useRead } from '@idp/live-react';
import { Loading } from '@idp/parts-react';
import type { EntityApplicationRef, Resource } from '@idp/plugin-argocd-common';
import { RiErrorWarningFill, RiInformationLine } from '@remixicon/react';
import { argocdApiRef } from '../api';
import { resourceKey } from '../model/refs';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import eventStyles from './ResourceEvents.module.css';
import styles from './ResourcePanel.module.css';

/** What Kubernetes says of one object, newest first as it was told. All of it is plain text. */
export const ResourceEvents = ({
  resource,
  target,
  state,
}: {
  resource: Resource;
  target: EntityApplicationRef;
  state: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const { uid, namespace, name } = resource;
  const { value, error, reload } = useRead(
    `${resourceKey(resource)}${state}`,
    () => api.getEvents(target, { uid, namespace, name }),
  );
  return (
    <div className={styles.section}>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('events.title')}
      </Text>
      {error !== undefined && (
        <FailureNotice
          title={t('failure.events')}
          error={error}
          onRetry={reload}
        />
      )}
      {value?.items.length === 0 && (
        <Text as="p" variant="body-small" color="secondary">
          {t('events.none')}
        </Text>
      )}
      {value && value.items.length > 0 && (
        <ul className={eventStyles.list} aria-label={t('events.title')}>
          {value.items.map((event, index) => (
            <li key={index} className={eventStyles.event}>
              {event.type === 'Warning' ? (
                <RiErrorWarningFill
                  size={16}
                  className={eventStyles.warning}
                  aria-hidden="true"
                />
              ) : (
                <RiInformationLine size={16} aria-hidden="true" />
              )}
              <div className={eventStyles.text}>
                <Text as="p" variant="body-small">
                  <strong>{event.reason}</strong>{' '}
                  <Text variant="body-small" color="secondary">
                    {t(`events.${event.type}`)},{' '}
                    {t('events.times', { count: event.count })}
                    {event.last && (
                      <>
                        {', '}
                        {t('events.last', { time: <Time iso={event.last} /> })}
                      </>
                    )}
                  </Text>
                </Text>
                <Text as="p" variant="body-small">
                  {event.message}
                </Text>
              </div>
            </li>
          ))}
        </ul>
      )}
      {!value && error === undefined && (
        <Loading label={t('events.loading')} height={48} />
      )}
    </div>
  );
};
