import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { live, listOf, row, stale } from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  renderPlugin,
} from '../__testUtils__/renderPlugin';

describe('the page of all Applications', () => {
  it('shows how each is, links to its details, and keeps the order of the backend', async () => {
    const api = fakeApi({
      listApplications: async () =>
        listOf([
          row('broken', { health: 'Degraded' }),
          row('drifted', { sync: 'OutOfSync' }),
          row('fine'),
        ]),
    });
    const { container } = renderPlugin('/argocd', { api });
    const rows = await screen.findAllByRole('row');
    expect(rows[1]).toHaveTextContent('broken');
    expect(rows[1]).toHaveTextContent('Degraded');
    expect(rows[2]).toHaveTextContent('Out of sync');
    expect(rows[1]).toHaveAttribute(
      'data-href',
      '/catalog/payments/component/broken/argocd/local/argocd/broken',
    );
    expect(
      screen.getByText('3 Applications · 1 broken · 1 out of sync'),
    ).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('asks for what the address says, and keeps the search in it', async () => {
    const api = fakeApi();
    renderPlugin('/argocd?health=Degraded&health=Missing&group=payments', {
      api,
    });
    await screen.findAllByRole('row');
    expect(api.listApplications).toHaveBeenCalledWith(
      expect.objectContaining({
        health: ['Degraded', 'Missing'],
        group: ['payments'],
      }),
    );
    await userEvent.type(screen.getByRole('searchbox'), 'orders');
    await waitFor(() =>
      expect(api.listApplications).toHaveBeenLastCalledWith(
        expect.objectContaining({ q: 'orders', group: ['payments'] }),
      ),
    );
    expect(address.current).toBe(
      '/argocd?q=orders&group=payments&health=Degraded&health=Missing',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() => expect(address.current).toBe('/argocd'));
  });

  it('reads more at a press', async () => {
    const api = fakeApi({
      listApplications: async ({ cursor } = {}) => ({
        ...listOf([row(cursor ? 'second' : 'first')]),
        ...(!cursor && { nextCursor: 'more' }),
      }),
    });
    renderPlugin('/argocd', { api });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Load more' }),
    );
    await waitFor(() =>
      expect(api.listApplications).toHaveBeenLastCalledWith(
        expect.objectContaining({ cursor: 'more' }),
      ),
    );
    expect(await screen.findByText('second')).toBeInTheDocument();
    expect(screen.getByText('first')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Load more' }),
    ).not.toBeInTheDocument();
  });

  it('groups, the worst first, and reads a group when it is opened', async () => {
    const api = fakeApi({
      listApplications: async ({ group } = {}) =>
        listOf(
          [
            row('broken', { group: 'zebra', health: 'Degraded' }),
            row('fine', { group: 'alpha' }),
          ].filter(one => !group || group.includes(one.group!)),
        ),
    });
    const { container } = renderPlugin('/argocd?groupBy=group', { api });
    const headings = await screen.findAllByRole('button', {
      name: /Application/,
    });
    expect(headings[0]).toHaveTextContent('zebra');
    expect(headings[0]).toHaveTextContent('1 broken');
    expect(screen.queryByRole('row')).not.toBeInTheDocument();
    await userEvent.click(headings[1]);
    expect(await screen.findByText('fine')).toBeInTheDocument();
    expect(api.listApplications).toHaveBeenLastCalledWith(
      expect.objectContaining({ group: ['alpha'] }),
    );
    await expectAccessible(container);
  });

  it('marks the rows of an Argo CD that does not answer', async () => {
    renderPlugin('/argocd', {
      api: fakeApi({
        listApplications: async () =>
          listOf(
            [
              row('here'),
              row('there', {
                ref: { instance: 'eks', namespace: 'argocd', name: 'there' },
              }),
            ],
            { instances: [live('local'), stale('eks')] },
          ),
      }),
    });
    const rows = await screen.findAllByRole('row');
    expect(within(rows[2]).getByText(/eks, as of/)).toHaveTextContent(
      'eks, as of 2 hours ago',
    );
    expect(rows[1]).not.toHaveTextContent('as of');
  });

  it('tells “none that fits” from “none at all”', async () => {
    const api = fakeApi({ listApplications: async () => listOf([]) });
    renderPlugin('/argocd?q=nothing', { api });
    expect(
      await screen.findByText('No Application fits the filters'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getAllByRole('button', { name: 'Clear filters' })[0],
    );
    expect(await screen.findByText('No Applications')).toBeInTheDocument();
  });

  it('says that the backend failed, and tries again', async () => {
    let down = true;
    renderPlugin('/argocd', {
      api: fakeApi({
        listApplications: async () => {
          if (down) throw new TypeError('Failed to fetch');
          return listOf([row('fine')]);
        },
      }),
    });
    expect(
      await screen.findByText('The Applications could not be listed'),
    ).toBeInTheDocument();
    down = false;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('fine')).toBeInTheDocument();
  });
});
