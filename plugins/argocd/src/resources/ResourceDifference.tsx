import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { useRead } from '@idp/live-react';
import { Loading } from '@idp/parts-react';
import type { EntityApplicationRef, Resource } from '@idp/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { DiffList } from '../diff/DiffList';
import { useDiffWords } from '../diff/useDiffWords';
import { resourceKey } from '../model/refs';
import { FailureNotice } from '../parts';
import { argocdTranslationRef } from '../translation';
import styles from './ResourcePanel.module.css';

/** How one object differs from what Git says. */
export const ResourceDifference = ({
  resource,
  target,
  state,
}: {
  resource: Resource;
  target: EntityApplicationRef;
  state: string;
}) => {
  const { t } = useTranslationRef(argocdTranslationRef);
  const words = useDiffWords();
  const api = useApi(argocdApiRef);
  const { group, kind, namespace, name } = resource;
  const { value, error, reload } = useRead(
    `${resourceKey(resource)}${state}`,
    () => api.getDiff(target, { group, kind, namespace, name }),
  );
  return (
    <div className={styles.section}>
      <Text as="h4" variant="body-medium" weight="bold">
        {t('diff.title')}
      </Text>
      {error !== undefined && (
        <FailureNotice
          title={t('failure.diff')}
          error={error}
          onRetry={reload}
        />
      )}
      {value &&
        (value.items.length > 0 ? (
          <DiffList items={value.items} words={words} />
        ) : (
          <Text as="p" variant="body-small" color="secondary">
            {t('diff.noneResource')}
          </Text>
        ))}
      {!value && error === undefined && (
        <Loading label={t('diff.loading')} height={48} />
      )}
    </div>
  );
};
