import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { ExternalLink, LateNews } from '@idp/parts-react';
import type { EntitySecret, SourceState } from '@idp/plugin-vault-common';
import { useId } from 'react';
import { RotateLink } from '../actions/RotateLink';
import { nextOf } from '../model/next';
import { notLive } from '../model/sources';
import { FindingStatus, RotationStatus } from '../parts';
import { vaultTranslationRef } from '../translation';
import { DeliveryPanel } from './DeliveryPanel';
import { Facts } from './Facts';
import { NextStep } from './NextStep';
import styles from './Secrets.module.css';

/** What one Vault knows of a secret, and where it goes from there. */
export const SecretCopy = ({
  secret,
  entityRef,
  sources,
  mayRefresh,
  onDone,
}: {
  secret: EntitySecret;
  entityRef: string;
  sources: SourceState[];
  mayRefresh: boolean;
  onDone: () => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const heading = useId();
  const { ref, vault, deliveries, standing, finding } = secret;
  const next = nextOf(secret);
  const late = notLive(sources, 'vault', ref.server);
  return (
    <section aria-labelledby={heading} className={styles.copy}>
      <div className={styles.head}>
        <Text
          as="h3"
          variant="body-large"
          weight="bold"
          id={heading}
          className={styles.title}
        >
          {ref.path}{' '}
          <Text color="secondary">
            {t('tab.server', { server: ref.server })}
          </Text>
        </Text>
        <span className={styles.states}>
          <RotationStatus rotation={vault?.rotation} />
          <FindingStatus finding={finding} />
        </span>
      </div>
      <LateNews
        late={
          late && { ...late, name: t('sources.vault', { name: late.name }) }
        }
      />
      {!secret.next && (finding === 'foreign' || finding === 'unowned') && (
        <Text as="p" className={styles.line}>
          {t(`findingText.${finding}`)}
        </Text>
      )}
      {vault?.reason && vault.reason !== next?.message && (
        <Text as="p" className={styles.line}>
          {vault.reason}
        </Text>
      )}
      {next && <NextStep next={next} />}
      <Facts secret={secret} />
      {(standing === 'owned' || deliveries.length > 0) && (
        <div className={styles.deliveries}>
          {deliveries.map(delivery => (
            <DeliveryPanel
              key={`${delivery.cluster}/${delivery.namespace}/${delivery.name}`}
              delivery={delivery}
              path={`${ref.mount}/${ref.path}`}
              entityRef={entityRef}
              late={notLive(sources, 'cluster', delivery.cluster)}
              mayRefresh={mayRefresh}
              onDone={onDone}
            />
          ))}
          {deliveries.length === 0 && (
            <Text as="p" color="secondary" className={styles.line}>
              {t('deliveries.none')}
            </Text>
          )}
        </div>
      )}
      <div className={styles.links}>
        <RotateLink entityRef={secret.entityRef ?? entityRef} secret={secret} />
        <ExternalLink
          url={vault?.url}
          text={t('secret.external')}
          label={t('secret.externalOf', { path: ref.path, server: ref.server })}
        />
      </div>
    </section>
  );
};
