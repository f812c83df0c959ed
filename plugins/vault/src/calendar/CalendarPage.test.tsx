import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { calendar, rotation, row } from '../__testUtils__/fixtures';
import {
  address,
  expectAccessible,
  fakeApi,
  renderPlugin,
} from '../__testUtils__/renderPlugin';

const due = (name: string, date: string) =>
  row(name, {
    vault: {
      state: 'present',
      rotation: rotation({ state: 'due-soon', dueAt: `${date}T08:00:00Z` }),
    },
  });

const api = () =>
  fakeApi({
    getRotations: async () =>
      calendar({
        days: [
          {
            date: '2027-03-09',
            secrets: ['a', 'b', 'c', 'd'].map(name => due(name, '2027-03-09')),
          },
          { date: '2027-03-31', secrets: [due('last', '2027-03-31')] },
        ],
        overdue: [due('forgotten', '2026-01-02')],
      }),
  });

describe('the rotation calendar', () => {
  it('has a month in whole weeks, and what is due already above it', async () => {
    const backend = api();
    const { container } = renderPlugin('/vault/rotations?month=2027-03', {
      api: backend,
    });
    const table = await screen.findByRole('table', {
      name: 'What falls due in March 2027',
    });
    expect(backend.getRotations).toHaveBeenCalledWith({
      from: '2027-03-01',
      to: '2027-04-04',
    });
    expect(within(table).getAllByRole('columnheader')[0]).toHaveAccessibleName(
      'Monday',
    );
    expect(within(table).getAllByRole('row')).toHaveLength(6);
    const overdue = screen.getByRole('list', { name: 'Due already' });
    expect(
      within(overdue).getByRole('link', {
        name: 'tenant-payments/orders/forgotten',
      }),
    ).toHaveAttribute('href', expect.stringContaining('/vault?secret='));
    expect(overdue).toHaveTextContent('due 2026-01-02');
    await expectAccessible(container);
  });

  it('shows a day in full by keyboard, and keeps it in the address', async () => {
    renderPlugin('/vault/rotations?month=2027-03', { api: api() });
    const button = await screen.findByRole('button', {
      name: 'Show what falls due on March 9, 2027: 4',
    });
    button.focus();
    await userEvent.keyboard('{Enter}');
    const list = await screen.findByRole('list', {
      name: 'Due on March 9, 2027',
    });
    expect(within(list).getAllByRole('listitem')).toHaveLength(4);
    expect(address.current).toBe(
      '/vault/rotations?month=2027-03&day=2027-03-09',
    );
  });

  it('goes from month to month', async () => {
    const backend = fakeApi();
    renderPlugin('/vault/rotations?month=2027-03', { api: backend });
    await screen.findByText('Nothing falls due in March 2027.');
    await userEvent.click(screen.getByRole('button', { name: 'Later month' }));
    await screen.findByText('Nothing falls due in April 2027.');
    expect(address.current).toBe('/vault/rotations?month=2027-04');
    expect(backend.getRotations).toHaveBeenLastCalledWith({
      from: '2027-03-29',
      to: '2027-05-02',
    });
  });

  it('is reached from the list, and leads back', async () => {
    renderPlugin('/vault');
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Rotation calendar' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Later month' }),
    ).toBeInTheDocument();
    expect(address.current).toBe('/vault/rotations');
    await userEvent.click(screen.getByRole('tab', { name: 'All secrets' }));
    expect(await screen.findByRole('searchbox')).toBeInTheDocument();
    expect(address.current).toBe('/vault');
  });

  it('says that it could not be read, and tries again', async () => {
    const backend = api();
    backend.getRotations.mockRejectedValueOnce(
      new TypeError('Failed to fetch'),
    );
    renderPlugin('/vault/rotations?month=2027-03', { api: backend });
    await screen.findByText('What falls due could not be read');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeInTheDocument();
  });
});
