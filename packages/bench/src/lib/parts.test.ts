import { runParts } from './parts';

const part = (name: string) =>
  async function* measure() {
    yield { name, value: '1', goal: 'stated', ok: true };
  };
const run = runParts('some', { one: part('1'), other: part('2') });

async function namesOf(which?: string) {
  const names: string[] = [];
  for await (const { name } of run(which)) names.push(name);
  return names;
}

describe('a bench of parts', () => {
  it('runs all in their order, or one', async () => {
    expect(await namesOf()).toEqual(['1', '2']);
    expect(await namesOf('other')).toEqual(['2']);
  });

  it('refuses a part that it has not', async () => {
    await expect(namesOf('none')).rejects.toThrow(
      "The bench some has no part 'none'. It has: one, other",
    );
  });
});
