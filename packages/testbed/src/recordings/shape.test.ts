import { differences, shapeOf } from './shape';

const compare = (real: unknown, standIn: unknown) =>
  differences(shapeOf(real), shapeOf(standIn));

describe('differences', () => {
  it('are none where the values alone differ', () => {
    expect(
      compare({ a: 1, b: [{ c: 'x' }] }, { a: 2, b: [{ c: 'y' }, { c: 'z' }] }),
    ).toEqual([]);
  });

  it('are fields that one of them does not have', () => {
    expect(compare({ a: 1, b: 1 }, { a: 1, c: { d: 1 } })).toEqual([
      '.b: missing',
      '.c: the real one has no such field',
    ]);
  });

  it('are other types', () => {
    expect(compare({ a: 1 }, { a: '1' })).toEqual([
      '.a: string, the real one has number',
    ]);
    expect(compare({ a: [] }, { a: {} })).toEqual([
      '.a: object, the real one has list',
    ]);
  });

  it('look at every item of a list', () => {
    expect(compare([{ a: 1 }, { b: 1 }], [{ a: 1 }])).toEqual([
      '[].b: missing',
    ]);
  });

  it('say nothing of what lies below something that is not there', () => {
    expect(compare({ a: { b: { c: 1 } } }, {})).toEqual(['.a: missing']);
  });

  it('take the keys of a map for one', () => {
    const maps = [/\.labels$/];
    expect(
      differences(
        shapeOf({ labels: { a: 'x', b: 'y' } }, maps),
        shapeOf({ labels: { c: 'z' } }, maps),
      ),
    ).toEqual([]);
  });
});
