import { filtersOf, NO_FILTERS, paramsOf, type Filters } from './filters';
import { readList } from './readList';
import { fakeApi } from '../__testUtils__/renderPlugin';
import { change, freshness } from '../__testUtils__/fixtures';

describe('filters', () => {
  it.each<Filters>([
    NO_FILTERS,
    { state: 'all', q: 'a & b', mine: true, entityRef: 'system:default/x' },
    { state: 'closed', q: '', mine: false },
  ])('come back from the address as they were: %j', filters => {
    expect(filtersOf(new URLSearchParams(`${paramsOf(filters)}`))).toEqual(
      filters,
    );
  });

  it('leave the address alone while nothing is narrowed', () => {
    expect(`${paramsOf(NO_FILTERS)}`).toBe('');
  });

  it('take what they do not know for unset', () => {
    expect(
      filtersOf(new URLSearchParams('state=burnt&mine=maybe&entityRef=')),
    ).toEqual(NO_FILTERS);
  });
});

describe('readList', () => {
  const signedIn = async () => 'user:default/sam';

  it('asks who is signed in only for “mine”', async () => {
    const api = fakeApi();
    const asked = jest.fn(signedIn);
    await readList(api, NO_FILTERS, { signedIn: asked });
    expect(asked).not.toHaveBeenCalled();
    await readList(api, { ...NO_FILTERS, mine: true }, { signedIn: asked });
    expect(api.listChanges).toHaveBeenLastCalledWith(
      expect.objectContaining({ author: 'user:default/sam' }),
    );
  });

  it('tells “none at all” from “none that fits”', async () => {
    const some = fakeApi({
      listChanges: async ({ state }) => ({
        items: state === 'all' ? [change()] : [],
        freshness,
      }),
    });
    const none = fakeApi({
      listChanges: async () => ({ items: [], freshness }),
    });
    const options = { signedIn };
    expect(await readList(some, NO_FILTERS, options)).toMatchObject({
      noneAtAll: false,
    });
    expect(await readList(none, NO_FILTERS, options)).toMatchObject({
      noneAtAll: true,
    });
    expect(
      await readList(none, { ...NO_FILTERS, state: 'all' }, options),
    ).toMatchObject({ noneAtAll: true });
    expect(none.listChanges).toHaveBeenCalledTimes(3);
  });

  it('goes on past a page on which nothing fits', async () => {
    const api = fakeApi({
      listChanges: async () => ({
        items: [],
        nextCursor: 'forge:2',
        freshness,
      }),
    });
    expect(
      await readList(api, { ...NO_FILTERS, state: 'all' }, { signedIn }),
    ).toMatchObject({ noneAtAll: false, nextCursor: 'forge:2' });
    expect(api.listChanges).toHaveBeenCalledTimes(1);
  });
});
