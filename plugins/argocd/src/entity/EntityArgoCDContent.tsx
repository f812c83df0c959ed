import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Loading } from '@idp/parts-react';
import { lazy, Suspense } from 'react';
import { Route, Routes } from 'react-router-dom';
import { argocdTranslationRef } from '../translation';
import { EntityApplicationsView } from './EntityApplicationsView';

const DetailsPage = lazy(() =>
  import('../details').then(m => ({ default: m.DetailsPage })),
);

/** All Applications of the entity whose page this is, and below them each with its details. */
export const EntityArgoCDContent = () => {
  const { t } = useTranslationRef(argocdTranslationRef);
  return (
    <Suspense fallback={<Loading label={t('details.loading')} height={320} />}>
      <Routes>
        <Route path="/" element={<EntityApplicationsView />} />
        <Route
          path="/:instance/:namespace/:name/:view?"
          element={<DetailsPage />}
        />
      </Routes>
    </Suspense>
  );
};
