import type {
  ApplicationList,
  ApplicationQuery,
  ApplicationRow,
  ArgoCDApi,
} from '@idp/plugin-argocd-common';
import { applicationId } from '../model/refs';

/** Rows that one request brings. */
export const PAGE = 200;
/** Rows that are read again when something changed. What is worst comes first; who has scrolled further waits. */
export const REREAD = 1_000;

/** Without what was shown before: between two pages a row may have moved. */
function withoutDoubles(items: readonly ApplicationRow[]): ApplicationRow[] {
  const seen = new Set<string>();
  return items.filter(({ ref }) => {
    const id = applicationId(ref);
    return !seen.has(id) && Boolean(seen.add(id));
  });
}

/** The list with one more page. */
export function withPage(
  list: ApplicationList,
  page: ApplicationList,
): ApplicationList {
  return { ...page, items: withoutDoubles([...list.items, ...page.items]) };
}

/** Reads as many rows again as are shown, up to {@link REREAD}, and keeps those that come after. */
export async function readAgain(
  api: ArgoCDApi,
  query: ApplicationQuery,
  shown: ApplicationList | undefined,
): Promise<ApplicationList> {
  const wanted = Math.min(shown?.items.length ?? 0, REREAD);
  let list = await api.listApplications({ ...query, limit: PAGE });
  while (list.nextCursor && list.items.length < wanted) {
    list = withPage(
      list,
      await api.listApplications({
        ...query,
        limit: PAGE,
        cursor: list.nextCursor,
      }),
    );
  }
  if (!shown || shown.items.length <= wanted) return list;
  return {
    ...list,
    items: withoutDoubles([...list.items, ...shown.items.slice(wanted)]),
    nextCursor: shown.nextCursor,
  };
}
