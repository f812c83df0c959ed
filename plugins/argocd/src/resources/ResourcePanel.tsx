import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { BgProvider, ButtonIcon, Text } from '@backstage/ui';
import { Time } from '@idp/live-react';
import { Fact, FactList, ground } from '@idp/parts-react';
import type { EntityApplicationRef } from '@idp/plugin-argocd-common';
import { RiCloseLine } from '@remixicon/react';
import { useEffect, useId, useRef } from 'react';
import type { TreeRow } from '../model/resourceTree';
import { argocdTranslationRef } from '../translation';
import { ResourceDifference } from './ResourceDifference';
import { ResourceEvents } from './ResourceEvents';
import styles from './ResourcePanel.module.css';
import { ResourceState } from './ResourceState';

/** The object that is selected: its state, its difference, its events. */
export const ResourcePanel = ({
  row: { resource, owner },
  target,
  state,
  onClose,
}: {
  row: TreeRow;
  target: EntityApplicationRef;
  state: string;
  onClose: () => void;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever chose an object by keyboard reads on here.
  useEffect(() => {
    // After the table has put the focus on the row that was pressed.
    const timer = setTimeout(() => heading.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, []);
  return (
    <BgProvider bg="neutral-1">
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape leaves, wherever the focus is */}
      <section
        aria-labelledby={id}
        className={`${ground.panel} ${styles.panel}`}
        onKeyDown={event => {
          if (event.key === 'Escape') onClose();
        }}
      >
        <div className={styles.head}>
          <Text
            as="h3"
            variant="title-x-small"
            id={id}
            ref={heading}
            tabIndex={-1}
            className={styles.title}
          >
            {resource.kind} {resource.name}
          </Text>
          <ButtonIcon
            aria-label={t('resources.close')}
            size="small"
            variant="tertiary"
            icon={<RiCloseLine aria-hidden="true" />}
            onPress={onClose}
          />
        </div>
        <ResourceState resource={resource} />
        {resource.health?.message && (
          <Text as="p" variant="body-small" className={styles.message}>
            {resource.health.message}
          </Text>
        )}
        <FactList>
          <Fact term={t('resources.kind')}>
            {[resource.group, resource.version, resource.kind]
              .filter(Boolean)
              .join('/')}
          </Fact>
          <Fact term={t('resources.namespace')}>
            {resource.namespace ?? t('resources.cluster')}
          </Fact>
          {owner && (
            <Fact term={t('resources.label')}>
              {t('resources.belongsTo', {
                owner: `${owner.kind} ${owner.name}`,
              })}
            </Fact>
          )}
          {resource.createdAt && (
            <Fact term={t('resources.created')}>
              <Time iso={resource.createdAt} />
            </Fact>
          )}
          {resource.images && resource.images.length > 0 && (
            <Fact
              term={t('resources.images', { count: resource.images.length })}
            >
              {resource.images.map(image => (
                <code key={image}>{image}</code>
              ))}
            </Fact>
          )}
        </FactList>
        {resource.sync && (
          <ResourceDifference
            resource={resource}
            target={target}
            state={state}
          />
        )}
        <ResourceEvents resource={resource} target={target} state={state} />
      </section>
    </BgProvider>
  );
};
