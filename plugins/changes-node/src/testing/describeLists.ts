import type { UseForge } from './describeForge';
import { opened, refusal, requestOf, SAM } from './harness';

export function describeLists(use: UseForge) {
  const openSome = async (
    { forge }: Awaited<ReturnType<UseForge>>,
    count: number,
  ) => {
    const ids: string[] = [];
    for (let index = 0; index < count; index++) {
      const change = await opened(
        forge,
        requestOf(
          { [`t${index}`]: 'x\n' },
          { key: `onboard-tenant/t${index}` },
        ),
      );
      ids.push(change.id);
    }
    return ids;
  };

  it('answers newest first, page by page', async () => {
    const harness = await use();
    const ids = await openSome(harness, 5);
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await harness.forge.listChanges({ limit: 2, cursor });
      expect(page.changes.length).toBeLessThanOrEqual(2);
      seen.push(...page.changes.map(change => change.id));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor);
    expect(seen).toEqual([...ids].reverse());
    expect(pages).toBe(3);
  });

  it('filters by state', async () => {
    const harness = await use();
    const { forge } = harness;
    const [merged, closed, open] = await openSome(harness, 3);
    await forge.mergeChange(merged, { person: SAM });
    await forge.closeChange(closed, { person: SAM });
    const ids = async (state?: 'open' | 'merged' | 'closed') =>
      (await forge.listChanges({ state })).changes.map(change => change.id);
    await expect(ids('open')).resolves.toEqual([open]);
    await expect(ids('merged')).resolves.toEqual([merged]);
    await expect(ids('closed')).resolves.toEqual([closed]);
    await expect(ids()).resolves.toEqual([open, closed, merged]);
  });

  it('is empty where nothing was opened', async () => {
    const { forge, push } = await use();
    await push({ x: 'x\n' }, 'somebody-else');
    await expect(forge.listChanges()).resolves.toEqual({ changes: [] });
  });

  it('refuses a cursor that is none, and a change that is not there', async () => {
    const { forge } = await use();
    await refusal(forge.listChanges({ cursor: 'x; drop' }), 'invalid');
    for (const id of ['999', '0', '-1', 'abc', '../1', '1e3', '']) {
      await refusal(forge.getChange(id), 'not-found');
    }
    await refusal(forge.getChangeFiles('999'), 'not-found');
    await refusal(forge.mergeChange('999', { person: SAM }), 'not-found');
    await refusal(forge.closeChange('999', { person: SAM }), 'not-found');
  });
}
