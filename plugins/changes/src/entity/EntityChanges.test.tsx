import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import type { JSX } from 'react';
import { freshness } from '../__testUtils__/fixtures';
import { expectAccessible, fakeApi } from '../__testUtils__/renderPlugin';
import { changesApiRef } from '../api';
import { OpenChanges } from '../home/OpenChanges';
import { rootRouteRef } from '../routes';
import { EntityChangesCard } from './EntityChangesCard';
import { EntityChangesContent } from './EntityChangesContent';

const orders = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'payments', name: 'orders' },
};

const renderPart = (part: JSX.Element, api = fakeApi()) =>
  renderInTestApp(
    <EntityProvider entity={orders}>
      <main>
        <h1>orders</h1>
        {part}
      </main>
    </EntityProvider>,
    {
      apis: [[changesApiRef, api]],
      mountedRoutes: { '/changes': rootRouteRef },
    },
  );

describe('the open changes of an entity', () => {
  it.each([
    ['card', <EntityChangesCard />],
    ['tab', <EntityChangesContent />],
  ])('are in its %s, with the way to all of them', async (_, part) => {
    const api = fakeApi();
    const { container } = renderPart(part, api);
    expect(
      await screen.findByRole('link', { name: 'Add orders to payments' }),
    ).toHaveAttribute('href', '/changes/7');
    expect(api.listChanges).toHaveBeenCalledWith(
      expect.objectContaining({
        state: 'open',
        entityRef: 'component:payments/orders',
      }),
    );
    expect(screen.getByRole('link', { name: 'All changes' })).toHaveAttribute(
      'href',
      '/changes?state=all&entityRef=component%3Apayments%2Forders',
    );
    await expectAccessible(container);
  });

  it('may be none', async () => {
    renderPart(
      <EntityChangesCard />,
      fakeApi({ listChanges: async () => ({ items: [], freshness }) }),
    );
    expect(
      await screen.findByText('No open change touches this.'),
    ).toBeInTheDocument();
  });
});

describe('the open changes on the home page', () => {
  it('are those of everybody', async () => {
    const api = fakeApi();
    const { container } = renderPart(<OpenChanges />, api);
    expect(
      await screen.findByRole('link', { name: 'Add orders to payments' }),
    ).toBeInTheDocument();
    expect(api.listChanges).toHaveBeenCalledWith({ state: 'open', limit: 5 });
    expect(screen.getByRole('link', { name: 'All changes' })).toHaveAttribute(
      'href',
      '/changes',
    );
    await expectAccessible(container);
  });
});
