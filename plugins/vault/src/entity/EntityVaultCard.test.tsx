import { screen, within } from '@testing-library/react';
import {
  ago,
  answer,
  missing,
  ref,
  rotation,
  secret,
  source,
  vault,
} from '../__testUtils__/fixtures';
import {
  expectAccessible,
  fakeApi,
  refusal,
  orders,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { EntityVaultCard } from './EntityVaultCard';

const show = (
  fields: Parameters<typeof answer>[0],
  options: Parameters<typeof renderOnEntity>[1] = {},
) =>
  renderOnEntity(<EntityVaultCard />, {
    api: fakeApi({ getEntitySecrets: async () => answer(fields) }),
    ...options,
  });

const rows = async () =>
  within(await screen.findByRole('list', { name: 'Secrets' })).getAllByRole(
    'listitem',
  );

describe('the card of an entity', () => {
  it('says how each secret stands, where it is, and who writes it', async () => {
    const { container } = show({});
    const [row] = await rows();
    expect(within(row).getByRole('link', { name: 'database' })).toHaveAttribute(
      'href',
      '/catalog/payments/component/orders/vault?secret=kv%2Ftenant-payments%2Forders%2Fdatabase',
    );
    expect(within(row).getByText('Delivered')).toBeInTheDocument();
    expect(row).toHaveTextContent('Written by payments');
    await expectAccessible(container);
  });

  it('has one row for a path of two Vaults, and says of each how it stands when they differ', async () => {
    show({
      secrets: [
        secret({ ref: ref('database', 'local') }),
        missing({ ref: ref('database', 'eks') }),
      ],
    });
    const found = await rows();
    expect(found).toHaveLength(1);
    expect(found[0]).toHaveTextContent(
      /eks.*Nothing written yet.*local.*Deliv/,
    );
  });

  it('says that one is too old', async () => {
    show({
      secrets: [
        secret({
          vault: vault({
            rotation: rotation({ state: 'overdue', dueAt: ago(3) }),
          }),
        }),
      ],
    });
    expect((await rows())[0]).toHaveTextContent('Overdue');
  });

  it('shows no more than fits, and says how many there are', async () => {
    show({
      secrets: Array.from({ length: 9 }, (_, n) =>
        secret({ ref: ref(`secret-${n}`) }),
      ),
    });
    expect(await rows()).toHaveLength(6);
    expect(screen.getByText('3 more')).toBeInTheDocument();
  });

  it('names the Vault or cluster that is silent, and since when', async () => {
    show({
      sources: [
        source('vault', 'local', {
          state: 'stale',
          since: ago(0.1),
          reason: 'It is sealed.',
        }),
        source('cluster', 'local', {
          problems: ['It lacks the rule list on externalsecrets.'],
        }),
      ],
    });
    expect(
      await screen.findByText('Vault local: no answer at the moment'),
    ).toBeInTheDocument();
    expect(screen.getByText(/It is sealed/)).toHaveTextContent('2 hours ago');
    expect(
      screen.getByText(/Cluster local: It lacks the rule/),
    ).toBeInTheDocument();
    expect(await rows()).toHaveLength(1);
  });

  it('says which annotation an entity lacks, and that none may be needed', async () => {
    const { container } = show(
      { secrets: [] },
      { entity: { ...orders, metadata: { name: 'orders' } } },
    );
    expect(
      await screen.findByRole('region', { name: 'Annotation to add' }),
    ).toHaveTextContent('vault.io/secrets-path: team/orders');
    expect(screen.getByText(/without an annotation/)).toBeInTheDocument();
    await expectAccessible(container);
  });

  it('asks for no annotation where there is one', async () => {
    show({ secrets: [] });
    expect(
      await screen.findByText('No secret yet at what this entity names'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Annotation to add/)).toBeNull();
  });

  it('says what is wrong with the annotations', async () => {
    show({ secrets: [], problems: ['vault.io/secrets-path, "a/../b": no.'] });
    expect(await screen.findByText(/"a\/\.\.\/b": no/)).toBeInTheDocument();
  });

  it('tells who may not see them whom to ask', async () => {
    renderOnEntity(<EntityVaultCard />, {
      api: fakeApi({
        getEntitySecrets: async () => {
          throw refusal(403);
        },
      }),
    });
    expect(
      await screen.findByText('You may not see these secrets'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('keeps what it shows when a reading fails', async () => {
    let down = false;
    renderOnEntity(<EntityVaultCard />, {
      api: fakeApi({
        getEntitySecrets: async () => {
          if (down) throw new TypeError('Failed to fetch');
          return answer();
        },
      }),
    });
    await rows();
    down = true;
    window.dispatchEvent(new Event('focus'));
    expect(
      await screen.findByText('What you see may be out of date'),
    ).toBeInTheDocument();
    expect(await rows()).toHaveLength(1);
  });
});
