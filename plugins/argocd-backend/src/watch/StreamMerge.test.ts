import { parseApplication } from '../argocd/parseApplication';
import { ApplicationIndex } from '../index/ApplicationIndex';
import { wireApplication } from '../__testUtils__/wireApplication';
import { StreamMerge, type StreamState } from './StreamMerge';

describe('two streams that overlap', () => {
  let index: ApplicationIndex;
  let merge: StreamMerge;
  beforeEach(() => {
    index = new ApplicationIndex({ ownership: [], rules: [] });
    merge = new StreamMerge('local', index);
  });
  const says = (
    stream: StreamState,
    type: string,
    name: string,
    health = 'Healthy',
  ) =>
    merge.apply(
      stream,
      type,
      parseApplication(wireApplication({ name, health }), { name: 'local' })!,
    );
  const state = () =>
    Object.fromEntries(
      index.sorted.all.map(({ application }) => [
        application.ref.name,
        application.health.status,
      ]),
    );
  function settled() {
    const stream = merge.open();
    for (const name of ['a', 'b']) says(stream, 'ADDED', name);
    merge.settle(stream);
    return stream;
  }

  it('the second lists what the first has told better meanwhile', () => {
    const first = settled();
    const second = merge.open();
    says(first, 'MODIFIED', 'a', 'Degraded');
    says(first, 'DELETED', 'b');
    // Listed from before
    says(second, 'ADDED', 'a', 'Healthy');
    says(second, 'ADDED', 'b', 'Healthy');
    expect(state()).toEqual({ a: 'Degraded' });
  });

  it('the second corrects what the first was not told', () => {
    settled();
    const second = merge.open();
    says(second, 'ADDED', 'a', 'Degraded');
    merge.sweep(second, new Set(['argocd/a']));
    merge.settle(second);
    expect(state()).toEqual({ a: 'Degraded' });
  });

  it('the first does not undo what the second told of as a change', () => {
    const first = settled();
    const second = merge.open();
    says(second, 'ADDED', 'a');
    merge.settle(second);
    says(second, 'MODIFIED', 'a', 'Degraded');
    says(first, 'MODIFIED', 'a', 'Progressing');
    expect(state()).toMatchObject({ a: 'Degraded' });
  });

  it('what came after the list was asked for is not swept', () => {
    const first = settled();
    const second = merge.open();
    says(first, 'ADDED', 'new');
    merge.sweep(second, new Set(['argocd/a', 'argocd/b']));
    expect(Object.keys(state())).toContain('new');
  });

  it('of another instance is not swept', () => {
    settled();
    const other = new StreamMerge('eks', index);
    other.sweep(other.open(), new Set());
    expect(Object.keys(state())).toEqual(['a', 'b']);
  });
});
