import { changePage, hasNextPage, type PullPage } from './changePages';

/** Pages of three; every pull request whose number is in `changes` is a change. */
function pagesOf(total: number, changes: (number: number) => boolean) {
  const asked: number[] = [];
  const readPage = async (page: number): Promise<PullPage> => {
    asked.push(page);
    const first = total - (page - 1) * 3;
    const items = [first, first - 1, first - 2]
      .filter(number => number > 0)
      .map(number => ({
        number,
        ...(changes(number) && { change: { id: `${number}` } as never }),
      }));
    return { items, hasNext: first > 3 };
  };
  return { readPage, asked };
}

describe('changePage', () => {
  it.each([1, 2, 3, 4, 7])('leads through all by pages of %d', async limit => {
    const { readPage } = pagesOf(20, number => number % 2 === 0);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await changePage(readPage, { limit, cursor });
      expect(page.changes.length).toBeLessThanOrEqual(limit);
      expect(page.changes).not.toHaveLength(0);
      seen.push(...page.changes.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(
      Array.from({ length: 10 }, (_, index) => `${20 - 2 * index}`),
    );
  });

  it('begins where it stopped', async () => {
    const { readPage, asked } = pagesOf(30, () => true);
    const { nextCursor } = await changePage(readPage, { limit: 7 });
    asked.length = 0;
    await changePage(readPage, { limit: 1, cursor: nextCursor });
    expect(asked).toEqual([3]);
  });

  it('reads twenty pages at once at most, and goes on from there', async () => {
    const { readPage, asked } = pagesOf(100, number => number === 1);
    const first = await changePage(readPage, {});
    expect(first.changes).toEqual([]);
    expect(asked).toHaveLength(20);
    const second = await changePage(readPage, { cursor: first.nextCursor });
    expect(second).toEqual({ changes: [{ id: '1' }] });
  });

  it.each(['', '0.1', '1', '1.2.3', '-1.2', '1.1e3', '../1.2'])(
    'refuses the cursor %j',
    async cursor => {
      const { readPage, asked } = pagesOf(3, () => true);
      await expect(changePage(readPage, { cursor })).rejects.toMatchObject({
        code: 'invalid',
      });
      expect(asked).toEqual([]);
    },
  );
});

describe('hasNextPage', () => {
  it.each([
    [
      '<https://x/y?page=2>; rel="next", <https://x/y?page=9>; rel="last"',
      true,
    ],
    ['<https://x/y?page=1>; rel="prev",<https://x/y?page=3>; rel=next', true],
    ['<https://x/y?page=1>; rel="prev"', false],
    ['', false],
    [null, false],
  ])('reads %j', (link, expected) => {
    expect(hasNextPage(link)).toBe(expected);
  });
});
