import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useRead } from '@idp/live-react';
import { Loading } from '@idp/parts-react';
import type {
  EntityApplication,
  EntityApplicationRef,
} from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { DiffList } from '../diff/DiffList';
import type { Pair } from '../model/comparison';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import { GoBack } from './GoBack';
import styles from './History.module.css';

/** What differs between what two deployments made of Git, seen from the newer to the older: that is the way back. */
export const Comparison = ({
  pair: { from, to },
  application,
  target,
}: {
  pair: Pair;
  application: EntityApplication;
  target: EntityApplicationRef;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const api = useApi(argocdApiRef);
  const { value, error, pending, reload } = useRead(`${from}..${to}`, () =>
    api.compareDeployments(target, { from: to, to: from }),
  );
  const newest = application.deployments[0]?.id === to;
  return (
    <section
      aria-labelledby="argocd-comparison"
      className={styles.comparison}
      aria-busy={pending}
    >
      <Text as="h3" variant="title-x-small" id="argocd-comparison">
        {t('history.compareTitle', { from: String(to), to: String(from) })}
      </Text>
      <Text as="p" color="secondary">
        {t('history.compareText')}
      </Text>
      {error !== undefined && (
        <FailureNotice
          title={t('failure.compare')}
          error={error}
          onRetry={reload}
        />
      )}
      {pending && error === undefined && (
        <Loading label={t('history.comparing')} height={160} />
      )}
      {!pending && value && value.items.length === 0 && (
        <Text as="p">{t('history.same')}</Text>
      )}
      {!pending && value && value.items.length > 0 && (
        <DiffList
          items={value.items}
          words={{
            modified: t('history.modified'),
            missing: t('history.missing', { to: String(from) }),
            extra: t('history.extra', { from: String(to) }),
          }}
        />
      )}
      {newest && <GoBack id={from} application={application} />}
    </section>
  );
};
