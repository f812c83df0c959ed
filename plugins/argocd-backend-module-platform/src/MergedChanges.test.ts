import type { Change, ChangeState } from '@idp/plugin-changes-common';
import type { ChangePage, ForgeClient } from '@idp/plugin-changes-node';
import { MergedChanges } from './MergedChanges';

const commit = (number: number) => String(number).padStart(40, '0');

/** When a change was merged: one a minute. */
const at = (number: number) =>
  new Date(Date.UTC(2026, 10, 26) + number * 60_000).toISOString();

/** A forge with changes of some state, newest first, that counts what it is asked. */
function forgeWith(
  states: Record<number, ChangeState>,
  touched: Record<number, string[]> = {},
) {
  const changes = new Map<string, Change>();
  const calls: string[] = [];
  const set = (number: number, state: ChangeState) =>
    changes.set(String(number), {
      id: String(number),
      title: `Change ${number}`,
      state,
      entityRefs: touched[number] ?? [],
      ...(state === 'merged' && {
        mergeCommit: commit(number),
        mergedAt: at(number),
      }),
    } as Change);
  for (const [number, state] of Object.entries(states)) {
    set(Number(number), state);
  }
  const client = {
    async listChanges({
      state,
      cursor,
      limit = 30,
    }: {
      state?: ChangeState;
      cursor?: string;
      limit?: number;
    }): Promise<ChangePage> {
      calls.push(`list ${state}`);
      const all = [...changes.values()]
        .filter(change => change.state === state)
        .sort((a, b) => Number(b.id) - Number(a.id));
      const from = Number(cursor ?? 0);
      return {
        changes: all.slice(from, from + limit),
        ...(all.length > from + limit && { nextCursor: String(from + limit) }),
      };
    },
    async getChange(id: string) {
      calls.push(`get ${id}`);
      return changes.get(id)!;
    },
  };
  return { client: client as unknown as ForgeClient, calls, set };
}

const ask = (changes: MergedChanges, revision: string) =>
  changes.changeOf({ revision });

describe('the change of an entity', () => {
  const ORDERS = 'component:payments/orders';
  const touched = {
    1: [ORDERS],
    2: ['component:search/index'],
    3: ['Component:payments/orders'],
    4: ['system:default/garden'],
  };
  const merged = {
    1: 'merged',
    2: 'merged',
    3: 'merged',
    4: 'merged',
  } as const;
  const brought = async (
    question: { revision: string },
    entityRef = ORDERS,
  ) => {
    const { client } = forgeWith(merged, touched);
    const changes = new MergedChanges(client, () => 0);
    return (await changes.changeOf({ ...question, entityRef }))?.id;
  };

  it.each([
    ['that it is the merge of', 1, '1'],
    ['before somebody else’s', 2, '1'],
    ['that it is the merge of, in whatever case', 3, '3'],
    ['before somebody else’s, the newest', 4, '3'],
  ])('is the one %s', async (_, number, id) => {
    expect(await brought({ revision: commit(number) })).toBe(id);
  });

  it('is none of a commit that no change brought: whoever wrote it may have touched it', async () => {
    expect(await brought({ revision: 'f'.repeat(40) })).toBeUndefined();
  });

  it('is none where no change touched it', async () => {
    expect(
      await brought({ revision: commit(4) }, 'resource:default/vault'),
    ).toBeUndefined();
  });
});

describe('the change that brought a revision', () => {
  it('is the one that the revision is the merge of', async () => {
    const { client } = forgeWith({ 1: 'merged', 2: 'open', 3: 'closed' });
    const changes = new MergedChanges(client);
    expect(await ask(changes, commit(1))).toEqual({
      id: '1',
      title: 'Change 1',
      revision: commit(1),
    });
    expect(await ask(changes, commit(2))).toBeUndefined();
  });

  it('costs two questions for thousands of revisions, known and unknown', async () => {
    const { client, calls } = forgeWith({ 1: 'merged' });
    const changes = new MergedChanges(client, () => 0);
    const answers = await Promise.all(
      Array.from({ length: 5_000 }, (_, number) =>
        ask(changes, commit(number)),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(1);
    await ask(changes, commit(9_999));
    expect(calls).toEqual(['list open', 'list merged']);
  });

  it('is never asked of the forge for the version of a chart', async () => {
    const { client, calls } = forgeWith({});
    expect(await ask(new MergedChanges(client), '10.3.0')).toBeUndefined();
    expect(calls).toEqual([]);
  });

  it('is found as soon as a merge was announced', async () => {
    const { client, set } = forgeWith({ 1: 'merged' });
    const changes = new MergedChanges(client, () => 0);
    await ask(changes, commit(1));
    set(2, 'merged');
    expect(await ask(changes, commit(2))).toBeUndefined();
    changes.invalidate();
    expect(await ask(changes, commit(2))).toMatchObject({ id: '2' });
  });

  it('is found some seconds later where nobody announced it', async () => {
    let now = 0;
    const { client, set } = forgeWith({ 1: 'merged' });
    const changes = new MergedChanges(client, () => now);
    await ask(changes, commit(1));
    set(2, 'merged');
    now = 11_000;
    expect(await ask(changes, commit(2))).toMatchObject({ id: '2' });
  });

  it('is found where it was opened long ago and merged now', async () => {
    const { client, set, calls } = forgeWith({
      1: 'open',
      ...Object.fromEntries(
        Array.from({ length: 150 }, (_, n) => [n + 2, 'merged']),
      ),
    });
    const changes = new MergedChanges(client, () => 0);
    expect(await ask(changes, commit(2))).toMatchObject({ id: '2' });
    set(1, 'merged');
    changes.invalidate();
    calls.length = 0;
    expect(await ask(changes, commit(1))).toMatchObject({ id: '1' });
    expect(calls).toEqual(['list open', 'list merged', 'get 1']);
  });

  it('reads back no more than a thousand', async () => {
    const { client, calls } = forgeWith(
      Object.fromEntries(
        Array.from({ length: 1_200 }, (_, n) => [n + 1, 'merged']),
      ),
    );
    const changes = new MergedChanges(client, () => 0);
    expect(await ask(changes, commit(201))).toMatchObject({ id: '201' });
    expect(await ask(changes, commit(200))).toBeUndefined();
    expect(calls.filter(call => call === 'list merged')).toHaveLength(10);
  });

  it('is asked again after the forge did not answer', async () => {
    const { client } = forgeWith({ 1: 'merged' });
    const listChanges = jest
      .spyOn(client, 'listChanges')
      .mockRejectedValueOnce(new Error('down'));
    const changes = new MergedChanges(client, () => 0);
    await expect(ask(changes, commit(1))).rejects.toThrow('down');
    expect(await ask(changes, commit(1))).toMatchObject({ id: '1' });
    expect(listChanges).toHaveBeenCalledTimes(3);
  });
});
