import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

export const homeLayout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeContent').then(m => m.HomeContent),
  },
});
