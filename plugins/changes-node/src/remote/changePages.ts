import type { Change } from '@idp/plugin-changes-common';
import type { ChangePage } from '../ForgeClient';
import { ForgeError } from '../ForgeError';
import { quotePath } from '../request';

/** A page of a forge's pull requests, newest first. */
export interface PullPage {
  /** The numbers of all pull requests of the page, and the changes among them. */
  items: Array<{ number: number; change?: Change }>;
  hasNext: boolean;
}

const DEFAULT_LIMIT = 30;
const LARGEST_LIMIT = 100;
/** Pages of the forge that one call reads where nearly all pull requests are other people's. */
const PAGES_AT_ONCE = 20;

/**
 * Makes pages of changes from pages of pull requests, among which other people's are. The cursor is a page of the forge
 * and the last number seen: where new ones come in meanwhile, the old ones move to later pages, so none is missed.
 */
export async function changePage(
  readPage: (page: number) => Promise<PullPage>,
  options: { cursor?: string; limit?: number },
): Promise<ChangePage> {
  const limit = Math.min(
    Math.max(Math.trunc(options.limit ?? DEFAULT_LIMIT), 1),
    LARGEST_LIMIT,
  );
  const start = parseCursor(options.cursor);
  const changes: Change[] = [];
  let { before } = start;
  let nextCursor: string | undefined;
  for (let page = start.page; page < start.page + PAGES_AT_ONCE; page++) {
    const { items, hasNext } = await readPage(page);
    for (const { number, change } of items) {
      if (number >= before) continue;
      if (change && changes.length === limit) return { changes, nextCursor };
      before = number;
      if (!change) continue;
      changes.push(change);
      nextCursor = `${page}.${number}`;
    }
    if (!hasNext) return { changes };
  }
  return { changes, nextCursor: `${start.page + PAGES_AT_ONCE}.${before}` };
}

function parseCursor(cursor: string | undefined): {
  page: number;
  before: number;
} {
  if (cursor === undefined) return { page: 1, before: Infinity };
  const match = /^([1-9]\d{0,5})\.([1-9]\d{0,8})$/.exec(cursor);
  if (!match) {
    throw new ForgeError(
      'invalid',
      `${quotePath(
        cursor,
      )} is no cursor of a list of changes: begin without one`,
    );
  }
  return { page: Number(match[1]), before: Number(match[2]) };
}

/** Whether an answer has a next page. */
export function hasNextPage(link: string | null | undefined): boolean {
  return /<[^<>]*>\s*;\s*[^,]*rel="?next"?/.test(link ?? '');
}
