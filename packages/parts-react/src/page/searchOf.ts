/** As much as one may search for. */
export const SEARCH_LENGTH = 200;

/**
 * What an address's query says is searched for; empty where it says nothing.
 *
 * @public
 */
export function searchOf(params: URLSearchParams): string {
  return params.get('q')?.trim().slice(0, SEARCH_LENGTH) ?? '';
}
