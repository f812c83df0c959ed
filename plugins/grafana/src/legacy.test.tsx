import { renderInOldApp } from '@idp/testing-react/legacy';
import { screen } from '@testing-library/react';
import { fakeApi, orders } from './__testUtils__/renderPlugin';
import {
  EntityGrafanaCard,
  EntityGrafanaContent,
  grafanaApiRef,
  grafanaPlugin,
  isGrafanaAvailable,
  ObservabilityPage,
} from './legacy';

async function renderOldApp(path: string) {
  const api = fakeApi();
  await renderInOldApp(path, {
    apis: [[grafanaApiRef, api]],
    pages: { '/observability': <ObservabilityPage /> },
    entity: orders,
    parts: {
      '/card': <EntityGrafanaCard />,
      '/entity': <EntityGrafanaContent />,
    },
  });
  return api;
}

describe('in an app of the old frontend system', () => {
  it('makes the client of the backend', () => {
    expect([...grafanaPlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.idp-grafana.client',
    ]);
  });

  it('knows which entities say anything of Grafana', () => {
    expect(
      isGrafanaAvailable({
        ...orders,
        metadata: { name: 'x', annotations: { 'grafana/namespace': 'x' } },
      }),
    ).toBe(true);
    expect(isGrafanaAvailable({ ...orders, metadata: { name: 'x' } })).toBe(
      false,
    );
  });

  it('shows all alerts', async () => {
    await renderOldApp('/observability');
    expect(await screen.findByText('WorkloadServerErrors')).toBeInTheDocument();
  });

  it('shows an entity’s alerts in short', async () => {
    const api = await renderOldApp('/card');
    expect(await screen.findByText('1 firing')).toBeInTheDocument();
    expect(api.getAlerts).toHaveBeenCalledWith('component:payments/orders');
  });

  it('shows its tab, and the views below it', async () => {
    await renderOldApp('/entity/logs');
    expect(
      await screen.findByRole('listbox', { name: 'Lines of local' }),
    ).toBeInTheDocument();
  });
});
