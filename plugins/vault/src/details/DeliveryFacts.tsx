import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Time } from '@idp/live-react';
import { Fact, FactList } from '@idp/parts-react';
import type { Delivery } from '@idp/plugin-vault-common';
import { vaultTranslationRef } from '../translation';

/** When it was read last, from which store, into which Secret, and who reads that. */
export const DeliveryFacts = ({ delivery }: { delivery: Delivery }) => {
  const { t } = useTranslationRef(vaultTranslationRef);
  const { store, target, usedBy, lastRefreshAt, refreshInterval } = delivery;
  const storeText = () => {
    if (store.ready === undefined) return t('deliveries.storeUnknown', store);
    return store.ready
      ? t('deliveries.storeReady', store)
      : t('deliveries.storeBroken', store);
  };
  const targetText = () => {
    if (target.exists === undefined) {
      return t('deliveries.existenceUnknown', target);
    }
    return target.exists
      ? t('deliveries.exists', target)
      : t('deliveries.absent', target);
  };
  return (
    <FactList>
      <Fact term={t('deliveries.lastRefresh')}>
        <>
          {lastRefreshAt ? <Time iso={lastRefreshAt} /> : t('deliveries.never')}
          {refreshInterval && (
            <>, {t('deliveries.every', { interval: refreshInterval })}</>
          )}
        </>
      </Fact>
      <Fact term={t('deliveries.store')}>
        <>
          {storeText()}
          {store.message && !store.ready && `: ${store.message}`}
        </>
      </Fact>
      <Fact term={t('deliveries.target')}>{targetText()}</Fact>
      <Fact term={t('deliveries.usedBy')}>
        {usedBy.length === 0
          ? t('deliveries.nobody')
          : usedBy.map(({ kind, name }) => (
              <span key={`${kind}/${name}`}>
                {kind} {name}
              </span>
            ))}
      </Fact>
    </FactList>
  );
};
