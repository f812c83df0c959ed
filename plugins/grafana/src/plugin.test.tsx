import plugin from './index';

describe('the plugin', () => {
  it('has the extensions that an app may name in its configuration', () => {
    for (const id of [
      'api:idp-grafana',
      'page:idp-grafana',
      'entity-card:idp-grafana/observability',
      'entity-content:idp-grafana',
      'home-page-widget:idp-grafana/firing-alerts',
    ] as const) {
      expect(plugin.getExtension(id)).toBeDefined();
    }
  });
});
