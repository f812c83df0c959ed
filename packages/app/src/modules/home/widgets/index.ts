import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

export const goldenPathsWidget = HomePageWidgetBlueprint.make({
  name: 'golden-paths',
  params: {
    name: 'GoldenPaths',
    title: 'Golden paths',
    components: () =>
      import('./GoldenPaths').then(m => ({ Content: m.GoldenPaths })),
  },
});

export const ownedTenantsWidget = HomePageWidgetBlueprint.make({
  name: 'owned-tenants',
  params: {
    name: 'OwnedTenants',
    title: 'Your tenants',
    components: () =>
      import('./OwnedTenants').then(m => ({ Content: m.OwnedTenants })),
  },
});
