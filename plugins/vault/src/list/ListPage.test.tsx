import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  ago,
  listOf,
  rotation,
  row,
  source,
  sources,
} from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  refusal,
  renderPlugin,
} from '../__testUtils__/renderPlugin';

const overdue = {
  state: 'present' as const,
  changedAt: ago(120),
  rotation: rotation({ state: 'overdue', dueAt: ago(30) }),
};

describe('the page of all secrets', () => {
  it('shows how each stands, links to where it is told, and keeps the order of the backend', async () => {
    const api = fakeApi({
      listSecrets: async () =>
        listOf([
          row('lost', { finding: 'missing', vault: { state: 'missing' } }),
          row('old', { vault: overdue }),
          row('stray', {
            finding: 'unowned',
            entityRef: undefined,
            writtenBy: undefined,
            group: undefined,
          }),
          row('fine'),
        ]),
    });
    const { container } = renderPlugin('/vault', { api });
    const rows = await screen.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('Nothing written yet');
    expect(rows[1]).toHaveAttribute(
      'data-href',
      '/catalog/payments/component/orders/vault?secret=kv%2Ftenant-payments%2Forders%2Flost',
    );
    expect(rows[2]).toHaveTextContent(/Delivered.*Overdue/);
    expect(rows[3]).toHaveTextContent('Nobody asks for it');
    expect(rows[3]).not.toHaveAttribute('data-href');
    expect(rows[4]).toHaveTextContent(/fine.*Delivered/);
    expect(
      screen.getByText(
        '4 secrets · 1 with nothing written · 1 nobody asks for · 1 overdue',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/Vault local: 12 paths, listed/)).toHaveTextContent(
      'oldest news of one is of 2 hours ago',
    );
    await expectAccessible(container);
  });

  it('asks for what the address says, and keeps the search in it', async () => {
    const api = fakeApi();
    renderPlugin('/vault?finding=missing&finding=unowned&group=payments', {
      api,
    });
    await screen.findAllByRole('row');
    expect(api.listSecrets).toHaveBeenCalledWith(
      expect.objectContaining({
        finding: ['missing', 'unowned'],
        group: ['payments'],
      }),
    );
    await userEvent.type(screen.getByRole('searchbox'), 'orders');
    await waitFor(() => expect(address.current).toContain('q=orders'));
    expect(address.current).toContain('finding=missing');
    expect(api.listSecrets).toHaveBeenLastCalledWith(
      expect.objectContaining({ q: 'orders' }),
    );
  });

  it('reads a tenant’s rows once it is opened', async () => {
    const api = fakeApi({
      listSecrets: async ({ group } = {}) =>
        listOf(
          [
            row('a', { finding: 'missing', group: 'zebra' }),
            row('b', { group: 'alpha' }),
          ].filter(one => !group || group.includes(one.group!)),
        ),
    });
    const { container } = renderPlugin('/vault?groupBy=group', { api });
    const zebra = await screen.findByRole('button', { name: /zebra/ });
    expect(zebra).toHaveTextContent('1 secret · 1 needs somebody');
    expect(screen.queryByRole('row')).toBeNull();
    await userEvent.click(zebra);
    expect(await screen.findAllByRole('row')).toHaveLength(2);
    expect(api.listSecrets).toHaveBeenLastCalledWith(
      expect.objectContaining({ group: ['zebra'] }),
    );
    await expectAccessible(container);
  });

  it('reads the next page when it is asked to, and says of how many', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => row(`secret-${n}`));
    const api = fakeApi({
      listSecrets: async ({ cursor = '0' } = {}) => ({
        ...listOf(rows.slice(Number(cursor), Number(cursor) + 20)),
        nextCursor: String(Number(cursor) + 20),
        counts: { ...listOf(rows).counts, total: 10_000 },
      }),
    });
    renderPlugin('/vault', { api });
    expect(await screen.findByText('20 of 10,000 loaded')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('40 of 10,000 loaded')).toBeInTheDocument();
    expect(api.listSecrets).toHaveBeenLastCalledWith({
      limit: 200,
      cursor: '20',
    });
  });

  it('marks the rows of a Vault that is silent', async () => {
    renderPlugin('/vault', {
      api: fakeApi({
        listSecrets: async () => ({
          ...listOf([row('a')]),
          sources: [
            ...sources.slice(1),
            source('vault', 'local', { state: 'stale', since: ago(0.25) }),
          ],
        }),
      }),
    });
    expect((await screen.findAllByRole('row'))[1]).toHaveTextContent(
      '6 hours ago',
    );
    expect(
      screen.getByText('Vault local: no answer at the moment'),
    ).toBeInTheDocument();
  });

  it('says that nothing fits, and takes the filters away', async () => {
    const api = fakeApi({ listSecrets: async () => listOf([]) });
    renderPlugin('/vault?q=nothing', { api });
    await screen.findByText('No secret fits the filters');
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('No secrets')).toBeInTheDocument();
    expect(address.current).toBe('/vault');
  });

  it('tells who may not see them whom to ask', async () => {
    renderPlugin('/vault', {
      api: fakeApi({
        listSecrets: async () => {
          throw refusal(403);
        },
      }),
    });
    expect(
      await screen.findByText('You may not see these secrets'),
    ).toBeInTheDocument();
  });
});
