import { screen } from '@testing-library/react';
import { listOf, rotation, row } from '../__testUtils__/fixtures';
import {
  expectAccessible,
  fakeApi,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { SecretsThatNeedSomebody } from './SecretsThatNeedSomebody';

describe('secrets that need somebody', () => {
  it('are those of one’s own groups that do not arrive or are too old', async () => {
    const api = fakeApi({
      listSecrets: async () =>
        listOf([
          row('lost', { finding: 'missing' }),
          row('old', {
            vault: {
              state: 'present',
              rotation: rotation({ state: 'due-soon' }),
            },
          }),
          row('silent', { finding: 'unknown' }),
          row('fine'),
        ]),
    });
    const { container } = renderOnEntity(<SecretsThatNeedSomebody />, { api });
    const links = await screen.findAllByRole('link', { name: /orders\// });
    expect(links.map(link => link.textContent)).toEqual([
      'tenant-payments/orders/lost',
      'tenant-payments/orders/old',
    ]);
    expect(screen.getByText('Due soon')).toBeInTheDocument();
    expect(api.listSecrets).toHaveBeenCalledWith(
      expect.objectContaining({
        writtenBy: ['user:default/sam', 'group:default/payments'],
      }),
    );
    expect(screen.getByRole('link', { name: 'All secrets' })).toHaveAttribute(
      'href',
      '/vault',
    );
    await expectAccessible(container);
  });

  it('may be none, of some or of none', async () => {
    const { unmount } = renderOnEntity(<SecretsThatNeedSomebody />, {
      api: fakeApi(),
    });
    expect(
      await screen.findByText(/Every secret that you write has arrived/),
    ).toBeInTheDocument();
    unmount();
    renderOnEntity(<SecretsThatNeedSomebody />, {
      api: fakeApi({ listSecrets: async () => listOf([]) }),
    });
    expect(
      await screen.findByText(/no secret yet that your groups write/),
    ).toBeInTheDocument();
  });
});
