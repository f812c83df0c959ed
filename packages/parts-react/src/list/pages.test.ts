import { PAGE, readAgain, REREAD, withPage, type Paged } from './pages';

const rows = Array.from({ length: 2_500 }, (_, n) => `row-${n}`);
const idOf = (row: string) => row;

const source = () => ({
  idOf,
  readPage: jest.fn(
    async (page: {
      limit: number;
      cursor?: string;
    }): Promise<Paged<string>> => {
      const at = Number(page.cursor ?? 0);
      const end = at + page.limit;
      return {
        items: rows.slice(at, end),
        ...(end < rows.length && { nextCursor: String(end) }),
      };
    },
  ),
});

describe('pages', () => {
  it('begin with one request', async () => {
    const list = source();
    expect((await readAgain(list, undefined)).items).toHaveLength(PAGE);
    expect(list.readPage).toHaveBeenCalledTimes(1);
  });

  it('are read again as far as they are shown', async () => {
    const list = source();
    const shown = { items: rows.slice(0, 500), nextCursor: '500' };
    expect((await readAgain(list, shown)).items).toHaveLength(600);
    expect(list.readPage).toHaveBeenLastCalledWith({
      limit: PAGE,
      cursor: '400',
    });
  });

  it('are read again up to a bound, and what comes after stays', async () => {
    const list = source();
    const shown = { items: rows.slice(0, 2_000), nextCursor: '2000' };
    const again = await readAgain(list, shown);
    expect(list.readPage).toHaveBeenCalledTimes(REREAD / PAGE);
    expect(again.items).toHaveLength(2_000);
    expect(again.nextCursor).toBe('2000');
  });

  it('show a row once that moved between two of them', () => {
    const list = withPage({ items: ['a', 'b'] }, { items: ['b', 'c'] }, idOf);
    expect(list.items).toEqual(['a', 'b', 'c']);
  });
});
