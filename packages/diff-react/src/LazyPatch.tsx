import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton } from '@backstage/ui';
import { lazy, Suspense } from 'react';
import { diffTranslationRef } from './translation';

const Patch = lazy(() => import('./Patch'));

/**
 * A diff; what draws it is loaded with the first one that is shown.
 *
 * @public
 */
export const LazyPatch = (props: {
  path: string;
  language?: string;
  patch: string;
}) => {
  const { t } = useTranslationRef(diffTranslationRef);
  return (
    <Suspense
      fallback={
        <div role="status" aria-label={t('loading')}>
          <Skeleton width="100%" height={96} />
        </div>
      }
    >
      <Patch {...props} />
    </Suspense>
  );
};
