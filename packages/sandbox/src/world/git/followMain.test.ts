import { ManualClock } from '../../clock';
import { followMain } from './followMain';
import type { GitRepository } from './GitRepository';

/** What is to be done between two looks. */
const settled = () => new Promise(resolve => setImmediate(resolve));

function follow(onCommit: (commit: string) => Promise<void> = async () => {}) {
  const clock = new ManualClock();
  const state: { main?: string } = {};
  const seen: string[] = [];
  const errors: string[] = [];
  const stop = followMain({
    repository: { main: async () => state.main } as GitRepository,
    clock,
    onCommit: async commit => {
      seen.push(commit);
      await onCommit(commit);
    },
    onError: error => errors.push(error.message),
  });
  const pass = async () => {
    clock.advance(400);
    await settled();
  };
  return { state, seen, errors, stop, pass };
}

describe('following main', () => {
  it('waits for the repository, tells of each commit once, and stops', async () => {
    const { state, seen, stop, pass } = follow();
    await pass();
    await pass();
    expect(seen).toEqual([]);
    state.main = 'one';
    await pass();
    await pass();
    state.main = 'two';
    await pass();
    expect(seen).toEqual(['one', 'two']);
    stop();
    state.main = 'three';
    await pass();
    expect(seen).toEqual(['one', 'two']);
  });

  it('tries a commit again that could not be taken', async () => {
    let broken = true;
    const { state, seen, errors, pass } = follow(async () => {
      if (broken) throw new Error('no kustomize');
    });
    state.main = 'one';
    await pass();
    expect(errors).toEqual(['no kustomize']);
    broken = false;
    await pass();
    await pass();
    expect(seen).toEqual(['one', 'one']);
  });
});
