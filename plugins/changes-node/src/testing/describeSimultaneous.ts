import type { UseForge } from './describeForge';
import { KIM, readTexts, requestOf, SAM } from './harness';

const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => index);

export function describeSimultaneous(use: UseForge) {
  it('loses none of two different changes', async () => {
    const { forge } = await use();
    const results = await Promise.all([
      forge.openChange(requestOf({ a: 'a\n' }, { key: 'onboard-tenant/one' })),
      forge.openChange(requestOf({ b: 'b\n' }, { key: 'onboard-tenant/two' })),
    ]);
    expect(results.map(result => result.outcome)).toEqual(['opened', 'opened']);
    const ids = results.map(result => result.change!.id);
    expect(new Set(ids).size).toBe(2);
    expect((await forge.listChanges()).changes).toHaveLength(2);
  });

  it('makes one change of two requests with the same key', async () => {
    const { forge } = await use();
    const results = await Promise.all([
      forge.openChange(requestOf({ a: 'sam\n' }, { author: SAM })),
      forge.openChange(requestOf({ a: 'kim\n' }, { author: KIM })),
    ]);
    expect(results.map(result => result.outcome).sort()).toEqual([
      'opened',
      'updated',
    ]);
    const { changes } = await forge.listChanges();
    expect(changes).toHaveLength(1);
    const last = results.find(result => result.outcome === 'updated')!.change!;
    expect(changes[0].headCommit).toBe(last.headCommit);
    await expect(readTexts(forge, ['a'], last.headCommit)).resolves.toEqual({
      a: last.author!.name === SAM.name ? 'sam\n' : 'kim\n',
    });
  });

  it('merges two changes that were opened on the same commit', async () => {
    const { forge } = await use();
    const [one, two] = await Promise.all([
      forge.openChange(requestOf({ a: 'a\n' }, { key: 'onboard-tenant/one' })),
      forge.openChange(requestOf({ b: 'b\n' }, { key: 'onboard-tenant/two' })),
    ]);
    await Promise.all([
      forge.mergeChange(one.change!.id, { person: SAM }),
      forge.mergeChange(two.change!.id, { person: KIM }),
    ]);
    await expect(readTexts(forge, ['a', 'b'])).resolves.toEqual({
      a: 'a\n',
      b: 'b\n',
    });
  });

  it('opens 100 at once, none lost, none mixed up', async () => {
    const { forge } = await use();
    const results = await Promise.all(
      numbers(100).map(index =>
        forge.openChange(
          requestOf(
            { [`tenants/t${index}/tenant.yaml`]: `name: t${index}\n` },
            {
              key: `onboard-tenant/t${index}`,
              title: `Onboard t${index}`,
              entityRefs: [`system:default/t${index}`],
            },
          ),
        ),
      ),
    );
    expect(new Set(results.map(result => result.change!.id)).size).toBe(100);
    const { changes, nextCursor } = await forge.listChanges({ limit: 100 });
    expect(nextCursor).toBeUndefined();
    expect(changes).toHaveLength(100);
    for (const change of changes) {
      const index = change.key.replace('onboard-tenant/t', '');
      expect(change).toMatchObject({
        title: `Onboard t${index}`,
        entityRefs: [`system:default/t${index}`],
        branch: `portal/onboard-tenant/t${index}`,
      });
      const files = await forge.getChangeFiles(change.id);
      expect(files.map(file => file.path)).toEqual([
        `tenants/t${index}/tenant.yaml`,
      ]);
    }
  }, 60_000);
}
