import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  expectAccessible,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { Chart } from './Chart';
import type { ChartData } from './types';

const start = Date.parse('2026-03-10T10:00:00Z');

const data: ChartData = {
  start,
  stepMs: 60_000,
  points: 5,
  lines: [
    {
      key: 'local/2xx',
      name: '2xx',
      environment: 'local',
      values: [10, 12, null, 11, 13],
    },
    {
      key: 'eks/2xx',
      name: '2xx',
      environment: 'eks',
      values: [20, 20, 20, 20, 20],
    },
  ],
  marks: [{ environment: 'local', at: start + 190_000, label: '1.6.0' }],
};

const text = () => (value: number) => `${value} req/s`;

const show = (fields: Partial<ChartData> = {}) =>
  renderOnEntity(
    <Chart title="Requests" data={{ ...data, ...fields }} text={text} />,
  );

const reader = () =>
  screen.findByRole('slider', { name: 'Requests: values by time' });

describe('a chart', () => {
  it('draws a line for each, broken off where nothing was measured, and marks deployments', async () => {
    const { container } = show();
    await reader();
    const local = container.querySelector('[data-line="local/2xx"]')!;
    expect(local.getAttribute('d')!.match(/M/g)).toHaveLength(2);
    expect(local).not.toHaveAttribute('stroke-dasharray');
    const eks = container.querySelector('[data-line="eks/2xx"]')!;
    expect(eks.getAttribute('d')!.match(/M/g)).toHaveLength(1);
    expect(eks).toHaveAttribute('stroke-dasharray');
    expect(container.querySelectorAll('[data-mark="1.6.0"]')).toHaveLength(1);
    await expectAccessible(container);
  });

  it('is read with arrow keys, moment by moment', async () => {
    show();
    const slider = await reader();
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    expect(slider).toHaveFocus();
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      'Mar 10, 10:04 AM, 2xx · local 13 req/s, 2xx · eks 20 req/s',
    );
    await userEvent.keyboard('{ArrowLeft}');
    expect(slider).toHaveAttribute(
      'aria-valuetext',
      'Mar 10, 10:03 AM, 2xx · local 11 req/s, 2xx · eks 20 req/s, Deployed to local: 1.6.0',
    );
    await userEvent.keyboard('{ArrowLeft}');
    expect(slider.getAttribute('aria-valuetext')).toContain(
      '2xx · local no value',
    );
    await userEvent.keyboard('{Home}');
    expect(slider).toHaveAttribute('aria-valuenow', '0');
  });

  it('is read by pointing at it', async () => {
    show();
    const slider = await reader();
    fireEvent.pointerMove(slider, { clientX: 0 });
    expect(screen.getByText('Mar 10, 10:00 AM')).toBeInTheDocument();
    fireEvent.pointerLeave(slider);
    expect(screen.queryByText('Mar 10, 10:00 AM')).not.toBeInTheDocument();
  });

  it('hides a line and brings it back, and says what each says last', async () => {
    const { container } = show();
    await reader();
    const legend = within(
      screen.getByRole('list', { name: 'Lines of Requests' }),
    );
    const local = legend.getByRole('button', { name: '2xx · local 13 req/s' });
    expect(local).toHaveAttribute('aria-pressed', 'true');
    await userEvent.click(local);
    expect(local).toHaveAttribute('aria-pressed', 'false');
    expect(container.querySelector('[data-line="local/2xx"]')).toBeNull();
    await userEvent.click(local);
    expect(container.querySelector('[data-line="local/2xx"]')).not.toBeNull();
  });

  it('is a table too, the newest first', async () => {
    const { container } = show();
    await reader();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    const table = within(
      screen.getByRole('region', { name: 'Values of Requests' }),
    );
    const cells = (name: RegExp | string) =>
      within(table.getByRole('rowheader', { name }).closest('tr')!)
        .getAllByRole('cell')
        .map(cell => cell.textContent);
    expect(
      table.getAllByRole('columnheader').map(head => head.textContent),
    ).toEqual(['Time', '2xx · local', '2xx · eks', 'Deployments']);
    expect(cells('Highest')).toEqual(['13 req/s', '20 req/s', '']);
    expect(cells('Average')).toEqual(['11.5 req/s', '20 req/s', '']);
    expect(cells(/10:03/)).toEqual([
      '11 req/s',
      '20 req/s',
      'Deployed to local: 1.6.0',
    ]);
    expect(cells(/10:02/)[0]).toBe('no value');
    const rows = table.getAllByRole('rowheader').map(head => head.textContent);
    expect(rows[4]).toBe('Mar 10, 10:04 AM');
    expect(rows[8]).toBe('Mar 10, 10:00 AM');
    await expectAccessible(container);
  });

  it('says that nothing was measured, for no lines and for empty ones', async () => {
    const { container, unmount } = show({ lines: [] });
    expect(
      await screen.findByText('Nothing was measured in this range.'),
    ).toBeInTheDocument();
    await expectAccessible(container);
    unmount();
    show({ lines: [{ ...data.lines[0], values: [null, null] }] });
    expect(
      await screen.findByText('Nothing was measured in this range.'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('slider')).not.toBeInTheDocument();
  });
});
