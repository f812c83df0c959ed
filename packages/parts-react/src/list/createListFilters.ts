import { searchOf } from '../page/searchOf';

/** More is no address that the portal wrote. */
const MAX_VALUES = 50;
const MAX_LENGTH = 253;

/** The names of those filters that are lists of values. */
type Lists<F> = Exclude<keyof F, 'q' | 'groupBy'>;

/**
 * How the filters of a list stand in an address, and what of them narrows it.
 *
 * @public
 */
export interface ListFilters<F> {
  /** Nothing is narrowed and nothing grouped. */
  none: F;
  /** Reads the filters out of an address; what it doesn't know it takes for unset. */
  filtersOf: (params: URLSearchParams) => F;
  /** The filters as an address's query; what is not narrowed is left out. */
  paramsOf: (filters: F) => URLSearchParams;
  /** What is asked of a backend: what narrows, and nothing else. */
  queryOf: (filters: F) => Partial<Omit<F, 'groupBy'>>;
  /** Whether anything narrows the list. */
  isNarrowed: (filters: F) => boolean;
}

/**
 * Makes what reads and writes the filters of a list: a search, lists of values, and what rows are grouped by.
 *
 * @public
 */
export function createListFilters<F extends { q: string; groupBy?: string }>({
  lists,
  groupings,
}: {
  /** The values that each list may have, in the order in which they are kept; or any, in that of the address. */
  lists: {
    [N in Lists<F>]:
      | 'any'
      | (F[N] extends Array<infer V> ? readonly V[] : never);
  };
  groupings: readonly NonNullable<F['groupBy']>[];
}): ListFilters<F> {
  const all = Object.entries(lists) as [string, 'any' | readonly string[]][];

  const valuesOf = (
    params: URLSearchParams,
    name: string,
    known: 'any' | readonly string[],
  ): string[] => {
    const asked = [...new Set(params.getAll(name))]
      .filter(value => value !== '' && value.length <= MAX_LENGTH)
      .slice(0, MAX_VALUES);
    return known === 'any' ? asked : known.filter(one => asked.includes(one));
  };

  function filtersOf(params: URLSearchParams): F {
    const groupBy = groupings.find(one => one === params.get('groupBy'));
    return {
      q: searchOf(params),
      ...Object.fromEntries(
        all.map(([name, known]) => [name, valuesOf(params, name, known)]),
      ),
      ...(groupBy && { groupBy }),
    } as F;
  }

  function queryOf({ q, groupBy: _, ...values }: F) {
    return {
      ...(q && { q }),
      ...Object.fromEntries(
        Object.entries<unknown[]>(values as any).filter(
          ([, one]) => one.length > 0,
        ),
      ),
    } as Partial<Omit<F, 'groupBy'>>;
  }

  return {
    none: filtersOf(new URLSearchParams()),
    filtersOf,
    paramsOf: filters => {
      const params = new URLSearchParams();
      if (filters.q) params.set('q', filters.q);
      for (const [name] of all) {
        (filters[name as Lists<F>] as string[]).forEach(value =>
          params.append(name, value),
        );
      }
      if (filters.groupBy) params.set('groupBy', filters.groupBy);
      return params;
    },
    queryOf,
    isNarrowed: filters => Object.keys(queryOf(filters)).length > 0,
  };
}
