import { grafanaSignalChannel } from '@idp/plugin-grafana-common';
import { act, screen } from '@testing-library/react';
import {
  expectAccessible,
  fakeApi,
  fakeSignals,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { AlertsFreshness } from './AlertsFreshness';
import { EntityAlertsCell } from './EntityAlertsCell';

const table = (
  <>
    <AlertsFreshness />
    <EntityAlertsCell entityRef="component:payments/orders" />
    <EntityAlertsCell entityRef="component:payments/library" />
  </>
);

describe('the column of a list', () => {
  it('asks once for all rows, and again when something changed', async () => {
    let counts: Record<string, number> = { firing: 2, pending: 1, normal: 6 };
    const sent = fakeSignals();
    const api = fakeApi({
      getSummaries: async () => ({
        items: {
          'component:payments/orders': {
            state: counts.firing ? 'firing' : 'normal',
            counts,
          },
        },
        sources: [],
      }),
    });
    const { container } = renderOnEntity(table, { api, signals: sent });
    const link = await screen.findByRole('link', { name: /2 firing/ });
    expect(link).toHaveTextContent('1 pending');
    expect(link).toHaveAttribute('title', '9 alert rules');
    expect(link).toHaveAttribute(
      'href',
      '/catalog/payments/component/orders/observability/alerts',
    );
    expect(screen.getByText('–')).toBeInTheDocument();
    expect(api.getSummaries.mock.calls).toEqual([
      [['component:payments/orders', 'component:payments/library']],
    ]);
    await expectAccessible(container);
    counts = { normal: 9 };
    await act(async () => sent.send(grafanaSignalChannel));
    expect(await screen.findByText('Normal')).toBeInTheDocument();
  });

  it('says where the alerts could not be read', async () => {
    renderOnEntity(table, {
      api: fakeApi({
        getSummaries: async () => {
          throw new TypeError('Failed to fetch');
        },
      }),
    });
    expect(await screen.findAllByText('Alerts could not be read')).toHaveLength(
      2,
    );
  });
});
