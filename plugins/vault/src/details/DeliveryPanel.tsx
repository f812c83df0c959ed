import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { LateNews } from '@idp/parts-react';
import type { Delivery, SourceState } from '@idp/plugin-vault-common';
import { useId } from 'react';
import { RefreshButton } from '../actions/RefreshButton';
import { Chain } from '../chain/Chain';
import { DeliveryStatus } from '../parts';
import { vaultTranslationRef } from '../translation';
import { DeliveryFacts } from './DeliveryFacts';
import styles from './Secrets.module.css';

/** One ExternalSecret in one cluster: how it stands, the chain, and what may be done. */
export const DeliveryPanel = ({
  delivery,
  path,
  entityRef,
  late,
  mayRefresh,
  onDone,
}: {
  delivery: Delivery;
  /** What it delivers; undefined where it is nothing of a known Vault. */
  path?: string;
  entityRef: string;
  /** Why its news is old. */
  late?: SourceState;
  mayRefresh: boolean;
  onDone: () => void;
}) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const heading = useId();
  const { cluster, name, state, reason, message, chain } = delivery;
  const toldByChain = chain.some(link => link.message === message);
  return (
    <section aria-labelledby={heading} className={styles.delivery}>
      <div className={styles.head}>
        <Text
          as="h4"
          variant="body-medium"
          weight="bold"
          id={heading}
          className={styles.title}
        >
          {t('deliveries.label', { name, cluster })}
        </Text>
        <span className={styles.states}>
          <DeliveryStatus state={state} />
          {mayRefresh && (
            <RefreshButton
              delivery={delivery}
              path={path ?? name}
              entityRef={entityRef}
              onDone={onDone}
            />
          )}
        </span>
      </div>
      <LateNews
        late={
          late && { ...late, name: t('sources.cluster', { name: late.name }) }
        }
      />
      <Chain links={chain} cluster={cluster} />
      {message && !toldByChain && (
        <Text as="p" className={styles.line}>
          {message}
        </Text>
      )}
      {reason && state !== 'delivered' && (
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          className={styles.line}
        >
          {t('deliveries.reason', { reason })}
        </Text>
      )}
      <DeliveryFacts delivery={delivery} />
    </section>
  );
};
