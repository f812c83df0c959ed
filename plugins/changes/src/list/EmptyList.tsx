import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, ButtonLink } from '@backstage/ui';
import { EmptyMessage } from '@idp/parts-react';
import { goldenPathsRouteRef } from '../routes';
import { changesTranslationRef } from '../translation';
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
      <EmptyMessage page title={t('empty.noneTitle')} text={t('empty.none')}>
        {toGoldenPaths}
      </EmptyMessage>
    );
  }
  if (filters.state === 'open' && !isNarrowed(filters)) {
    return (
      <EmptyMessage
        page
        title={t('empty.noneOpenTitle')}
        text={t('empty.noneOpen')}
      >
        {toGoldenPaths}
        <Button variant="secondary" onPress={onShowAll}>
          {t('empty.showAll')}
        </Button>
      </EmptyMessage>
    );
  }
  return (
    <EmptyMessage
      page
      title={t('empty.noMatchTitle')}
      text={t('empty.noMatch')}
    >
      <Button variant="secondary" onPress={onClear}>
        {t('empty.clear')}
      </Button>
    </EmptyMessage>
  );
};
