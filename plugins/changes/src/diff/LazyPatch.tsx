import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { changesTranslationRef } from '../translation';

const Patch = lazy(() => import('./Patch'));

/** A diff; what draws it is loaded with the first one that is shown. */
export const LazyPatch = (props: {
  path: string;
  language?: string;
  patch: string;
}) => {
  const { t } = useTranslationRef(changesTranslationRef);
  return (
    <Suspense
      fallback={
        <div role="status" aria-label={t('files.loading')}>
          <Skeleton width="100%" height={96} />
        </div>
      }
    >
      <Patch {...props} />
    </Suspense>
  );
};
