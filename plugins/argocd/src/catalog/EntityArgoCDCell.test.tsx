import { argocdSignalChannel } from '@idp/plugin-argocd-common';
import { act, screen, waitFor } from '@testing-library/react';
import {
  expectAccessible,
  fakeApi,
  fakeSignals,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { ArgoCDFreshness } from './ArgoCDFreshness';
import { EntityArgoCDCell } from './EntityArgoCDCell';
import { useSummary } from './useSummary';

const list = (
  <>
    <ArgoCDFreshness />
    <EntityArgoCDCell entityRef="component:payments/orders" />
    <EntityArgoCDCell entityRef="component:payments/library" />
  </>
);

const Row = ({ entityRef }: { entityRef: string }) => {
  useSummary(entityRef);
  return null;
};

describe('the column of a list', () => {
  it('asks once for all rows, and again when something changed', async () => {
    let health = 'Healthy';
    const signals = fakeSignals();
    const api = fakeApi({
      getSummaries: async () => ({
        items: {
          'component:payments/orders': {
            applications: 2,
            sync: 'OutOfSync',
            health,
          } as any,
        },
      }),
    });
    const { container } = renderOnEntity(list, { api, signals });
    const link = await screen.findByRole('link', { name: /Healthy/ });
    expect(link).toHaveTextContent('Out of sync');
    expect(link).toHaveAttribute(
      'href',
      '/catalog/payments/component/orders/argocd',
    );
    expect(screen.getByText('–')).toBeInTheDocument();
    expect(api.getSummaries).toHaveBeenCalledTimes(1);
    await expectAccessible(container);
    health = 'Degraded';
    await act(async () => signals.send(argocdSignalChannel));
    await waitFor(() =>
      expect(screen.getByText('Degraded')).toBeInTheDocument(),
    );
  });

  it('says where the state could not be read', async () => {
    renderOnEntity(list, {
      api: fakeApi({
        getSummaries: async () => {
          throw new TypeError('Failed to fetch');
        },
      }),
    });
    expect(await screen.findAllByText('State could not be read')).toHaveLength(
      2,
    );
  });

  it('asks for no more than the backend takes at once', async () => {
    const api = fakeApi();
    const refs = Array.from({ length: 501 }, (_, n) => `component:a/${n}`);
    renderOnEntity(
      <>
        {refs.map(ref => (
          <Row key={ref} entityRef={ref} />
        ))}
      </>,
      { api },
    );
    await waitFor(() => expect(api.getSummaries).toHaveBeenCalledTimes(2));
    expect(api.getSummaries.mock.calls).toEqual([
      [refs.slice(0, 500)],
      [refs.slice(500)],
    ]);
  });
});
