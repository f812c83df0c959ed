import type { UseForge } from './describeForge';
import { KIM, opened, readTexts, refusal, requestOf, SAM } from './harness';

export function describeMerging(use: UseForge) {
  it('merges with a merge commit by the person', async () => {
    const { forge, push, readCommit, branches } = await use({ a: '1\n' });
    const change = await opened(forge, requestOf({ b: '1\n' }));
    const tip = await push({ c: '1\n' });
    await expect(forge.getMergeability(change.id)).resolves.toEqual({
      status: 'mergeable',
      conflicts: [],
    });
    const merged = await forge.mergeChange(change.id, { person: KIM });
    const head = await forge.getHead();
    expect(merged).toMatchObject({
      id: change.id,
      state: 'merged',
      headCommit: change.headCommit,
      mergeCommit: head.commit,
      author: SAM,
    });
    expect(Date.parse(merged.mergedAt!)).not.toBeNaN();
    const commit = await readCommit(head.commit);
    expect(commit.parents).toEqual([tip, change.headCommit]);
    await expect(readTexts(forge, ['a', 'b', 'c'])).resolves.toEqual({
      a: '1\n',
      b: '1\n',
      c: '1\n',
    });
    expect([...(await branches()).keys()]).toEqual(['main']);
  });

  it('answers with a merged change as it is', async () => {
    const { forge } = await use();
    const { id } = await opened(forge, requestOf({ b: '1\n' }));
    const merged = await forge.mergeChange(id, { person: SAM });
    const head = await forge.getHead();
    await expect(forge.mergeChange(id, { person: KIM })).resolves.toEqual(
      merged,
    );
    await expect(forge.getHead()).resolves.toEqual(head);
    await expect(forge.getChange(id)).resolves.toEqual(merged);
  });

  it('merges what was judged and nothing that came after', async () => {
    const { forge, push, readCommit } = await use();
    const { id, branch, headCommit } = await opened(
      forge,
      requestOf({ b: '1\n' }),
    );
    await push({ 'other/c': 'smuggled\n' }, branch);
    const tip = await forge.getHead();
    await refusal(
      forge.mergeChange(id, { person: SAM, headCommit }),
      'conflict',
    );
    await expect(forge.getHead()).resolves.toEqual(tip);
    const now = await forge.getChange(id);
    const merged = await forge.mergeChange(id, {
      person: SAM,
      headCommit: now.headCommit,
    });
    const { parents } = await readCommit(merged.mergeCommit!);
    expect(parents[1]).toBe(now.headCommit);
  });

  it('refuses a merge in conflict, with the files', async () => {
    const { forge, push } = await use({ 'x/a': '1\n', b: '1\n' });
    const { id } = await opened(
      forge,
      requestOf({ 'x/a': 'ours\n', c: '1\n' }),
    );
    const tip = await push({ 'x/a': 'theirs\n', b: '2\n' });
    await expect(forge.getMergeability(id)).resolves.toEqual({
      status: 'conflict',
      conflicts: ['x/a'],
    });
    const error = await refusal(
      forge.mergeChange(id, { person: SAM }),
      'conflict',
    );
    expect(error.files).toEqual(['x/a']);
    expect((await forge.getHead()).commit).toBe(tip);
    await expect(forge.getChange(id)).resolves.toMatchObject({ state: 'open' });
  });

  it('gets a change out of its conflict when it is opened again', async () => {
    const { forge, push } = await use({ a: '1\n' });
    const change = await opened(forge, requestOf({ a: 'ours\n' }));
    await push({ a: 'theirs\n' });
    const again = await forge.openChange(requestOf({ a: 'ours\n' }));
    expect(again).toMatchObject({
      outcome: 'updated',
      change: { id: change.id },
    });
    await expect(forge.getMergeability(change.id)).resolves.toMatchObject({
      status: 'mergeable',
    });
  });

  it('closes without merging', async () => {
    const { forge, branches } = await use();
    const { id, branch } = await opened(forge, requestOf({ b: '1\n' }));
    const head = await forge.getHead();
    const closed = await forge.closeChange(id, { person: SAM });
    expect(closed).toMatchObject({ id, state: 'closed' });
    expect(Date.parse(closed.closedAt!)).not.toBeNaN();
    await expect(forge.closeChange(id, { person: SAM })).resolves.toEqual(
      closed,
    );
    await refusal(forge.mergeChange(id, { person: SAM }), 'conflict');
    await expect(forge.getHead()).resolves.toEqual(head);
    expect((await branches()).has(branch)).toBe(false);
  });

  it('refuses to close a merged change', async () => {
    const { forge } = await use();
    const { id } = await opened(forge, requestOf({ b: '1\n' }));
    await forge.mergeChange(id, { person: SAM });
    await refusal(forge.closeChange(id, { person: SAM }), 'conflict');
  });

  it('makes a new change of a key whose last one is merged or closed', async () => {
    const { forge } = await use();
    const first = await opened(forge, requestOf({ a: '1\n' }));
    await forge.closeChange(first.id, { person: SAM });
    const second = await opened(forge, requestOf({ a: '1\n' }));
    await forge.mergeChange(second.id, { person: SAM });
    const third = await opened(forge, requestOf({ a: '2\n' }));
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect(third.branch).toBe(first.branch);
    const states = (await forge.listChanges()).changes.map(
      ({ state }) => state,
    );
    expect(states).toEqual(['open', 'merged', 'closed']);
  });
}
