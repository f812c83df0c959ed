import { inTurns } from './inTurns';

describe('inTurns', () => {
  it('lets each be the first every other time, and gives a time of each', async () => {
    const asked: string[] = [];
    const view = (name: string) => async (n: number) => {
      asked.push(`${name}${n}`);
    };
    const times = await inTurns({ a: view('a'), b: view('b') }, n => n < 3);
    expect(asked).toEqual(['b0', 'a0', 'a1', 'b1', 'b2', 'a2']);
    expect(times.a).toHaveLength(3);
    expect(times.b).toHaveLength(3);
  });
});
