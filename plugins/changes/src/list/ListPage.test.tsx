import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ago, change, freshness } from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  renderPlugin,
} from '../__testUtils__/renderPlugin';

const tenant = (name: string, title: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default', title },
  spec: { type: 'tenant' },
});

const row = async (title: string) =>
  (await screen.findByRole('link', { name: title })).closest('li')!;

describe('the list of changes', () => {
  it('shows who opened what, for whom, and when', async () => {
    const { container } = renderPlugin('/changes');
    const first = within(await row('Add orders to payments'));
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(
      'Changes',
    );
    expect(
      first.getByRole('link', { name: 'Add orders to payments' }),
    ).toHaveAttribute('href', '/changes/7');
    expect(first.getByText('Open')).toBeInTheDocument();
    expect(first.getByRole('link', { name: 'Sam Doe' })).toHaveAttribute(
      'href',
      '/catalog/default/user/sam',
    );
    expect(first.getByRole('link', { name: 'Web service' })).toHaveAttribute(
      'href',
      '/create/templates/default/web-service',
    );
    expect(
      first.getByRole('link', { name: 'payments/orders' }),
    ).toHaveAttribute('href', '/catalog/payments/component/orders');
    expect(first.getByText('2 hours ago')).toHaveAttribute(
      'title',
      expect.stringContaining(String(new Date().getFullYear())),
    );
    await expectAccessible(container);
  });

  it('keeps what it is narrowed to in the address, and asks for that', async () => {
    const api = fakeApi();
    renderPlugin('/changes', { api });
    await row('Add orders to payments');
    await userEvent.click(screen.getByRole('radio', { name: 'Merged' }));
    await userEvent.click(screen.getByRole('switch', { name: 'Mine only' }));
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search' }),
      'orders',
    );
    await waitFor(() =>
      expect(address.current).toBe('/changes?state=merged&q=orders&mine=true'),
    );
    await waitFor(() =>
      expect(api.listChanges).toHaveBeenLastCalledWith(
        expect.objectContaining({
          state: 'merged',
          q: 'orders',
          author: 'user:default/sam',
        }),
      ),
    );
  });

  it('begins as the address says, and lets go of the tenant', async () => {
    const api = fakeApi();
    renderPlugin('/changes?state=all&entityRef=system:default/payments', {
      api,
    });
    await row('Add orders to payments');
    expect(screen.getByRole('radio', { name: 'All' })).toBeChecked();
    expect(api.listChanges).toHaveBeenCalledWith(
      expect.objectContaining({
        state: 'all',
        entityRef: 'system:default/payments',
      }),
    );
    await userEvent.click(screen.getByRole('button', { name: /^payments:/ }));
    await waitFor(() => expect(address.current).toBe('/changes?state=all'));
  });

  it('offers the tenants of the catalog', async () => {
    const api = fakeApi();
    const catalog = catalogApiMock({
      entities: [tenant('payments', 'Payments'), tenant('search', 'Search')],
    });
    renderPlugin('/changes', { api, catalog });
    await row('Add orders to payments');
    await userEvent.type(screen.getByRole('combobox', { name: 'Tenant' }), 's');
    await userEvent.click(
      await screen.findByRole('option', { name: 'Search' }),
    );
    await waitFor(() =>
      expect(api.listChanges).toHaveBeenLastCalledWith(
        expect.objectContaining({ entityRef: 'system:default/search' }),
      ),
    );
    expect(
      screen.getByRole('button', { name: /^search:/ }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('combobox', { name: 'Tenant' }),
    ).not.toBeInTheDocument();
  });

  it('walks to older changes and back', async () => {
    const api = fakeApi({
      listChanges: async ({ cursor }) => ({
        items: [change({ id: cursor ? '3' : '9', title: cursor ?? 'newest' })],
        nextCursor: { undefined: 'id:8', 'id:8': 'id:5' }[String(cursor)],
        freshness,
      }),
    });
    renderPlugin('/changes', { api });
    await row('newest');
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    await row('id:8');
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Older' }));
    await row('id:5');
    expect(address.current).toBe('/changes?cursor=id%3A5');
    expect(
      screen.queryByRole('button', { name: 'Older' }),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Newer' }));
    await row('id:8');
    await userEvent.click(screen.getByRole('button', { name: 'Newest' }));
    await row('newest');
    expect(address.current).toBe('/changes');
  });

  it('leads to the golden paths where there is no change at all', async () => {
    const api = fakeApi({
      listChanges: async () => ({ items: [], freshness }),
    });
    const { container } = renderPlugin('/changes', { api });
    expect(await screen.findByText('No changes yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Choose a golden path' }),
    ).toHaveAttribute('href', '/create');
    await expectAccessible(container);
  });

  it('offers all changes where only none is open', async () => {
    const api = fakeApi({
      listChanges: async ({ state }) => ({
        items: state === 'all' ? [change({ state: 'merged' })] : [],
        freshness,
      }),
    });
    renderPlugin('/changes', { api });
    expect(await screen.findByText('No open changes')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show all changes' }),
    );
    await row('Add orders to payments');
  });

  it('clears filters that nothing fits', async () => {
    const api = fakeApi({
      listChanges: async ({ q }) => ({
        items: q ? [] : [change()],
        freshness,
      }),
    });
    renderPlugin('/changes?q=nothing', { api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear filters' }),
    );
    await row('Add orders to payments');
    expect(screen.getByRole('searchbox')).toHaveValue('');
    expect(address.current).toBe('/changes');
  });

  it('says since when the forge has been silent', async () => {
    const api = fakeApi({
      listChanges: async () => ({
        items: [change()],
        freshness: { since: ago(10), error: 'connect ECONNREFUSED' },
      }),
    });
    renderPlugin('/changes', { api });
    expect(
      await screen.findByText('The forge does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText(/connect ECONNREFUSED/)).toHaveTextContent(
      'as of 10 minutes ago',
    );
  });

  it('says that the backend failed, and tries again', async () => {
    let down = true;
    const api = fakeApi({
      listChanges: async () => {
        if (down) throw new TypeError('Failed to fetch');
        return { items: [change()], freshness };
      },
    });
    renderPlugin('/changes', { api });
    expect(
      await screen.findByText(/Check your network, then try again/),
    ).toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await row('Add orders to payments');
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('does without the scaffolder and the catalog', async () => {
    renderPlugin('/changes', { neighbours: false });
    const first = within(await row('Add orders to payments'));
    expect(first.getAllByRole('link')).toHaveLength(1);
    expect(first.getByText('payments/orders')).toBeInTheDocument();
  });
});
