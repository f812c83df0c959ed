import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { goldenPathsRouteRef } from '../routes';
import { changesTranslationRef } from '../translation';
import styles from './EmptyList.module.css';
import { isNarrowed, type Filters } from './filters';

/** Why there is nothing to see, and what to do about it. */
export const EmptyList = ({
  noneAtAll,
  filters,
  onClear,
  onShowAll,
}: {
  noneAtAll: boolean;
  filters: Filters;
  onClear: () => void;
  onShowAll: () => void;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  const goldenPaths = useRouteRef(goldenPathsRouteRef);
  const toGoldenPaths = goldenPaths && (
    <ButtonLink href={goldenPaths()} variant="primary">
      {t('empty.goldenPaths')}
    </ButtonLink>
  );
  if (noneAtAll) {
    return (
      <Message title={t('empty.noneTitle')} text={t('empty.none')}>
        {toGoldenPaths}
      </Message>
    );
  }
  if (filters.state === 'open' && !isNarrowed(filters)) {
    return (
      <Message title={t('empty.noneOpenTitle')} text={t('empty.noneOpen')}>
        {toGoldenPaths}
        <Button variant="secondary" onPress={onShowAll}>
          {t('empty.showAll')}
        </Button>
      </Message>
    );
  }
  return (
    <Message title={t('empty.noMatchTitle')} text={t('empty.noMatch')}>
      <Button variant="secondary" onPress={onClear}>
        {t('empty.clear')}
      </Button>
    </Message>
  );
};

const Message = ({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children: ReactNode;
}) => (
  <div className={styles.empty}>
    <Text as="h2" variant="title-small" className={styles.line}>
      {title}
    </Text>
    <Text as="p" color="secondary" className={styles.line}>
      {text}
    </Text>
    <div className={styles.actions}>{children}</div>
  </div>
);
