import type { KubeObject } from '../world';
import { badRequest, listExpired } from './status';

/** Lists that somebody is reading page by page: each page is of the list as it was at first. */
export class Pages {
  private readonly lists = new Map<
    number,
    { objects: readonly KubeObject[]; version: string }
  >();
  private count = 0;

  /** @param kept - as many lists as are remembered */
  constructor(private readonly kept = 50) {}

  /** A page of what `list` gives, or of an earlier list that is gone on with. */
  page(
    query: { limit?: number; from?: string },
    list: () => { objects: readonly KubeObject[]; version: string },
  ): { objects: readonly KubeObject[]; metadata: object } {
    const { limit, from } = query;
    const at = from ? readToken(from) : undefined;
    const found = at ? this.lists.get(at.list) : list();
    if (!found) throw listExpired();
    const start = at?.start ?? 0;
    const end = limit ? start + limit : found.objects.length;
    const metadata = { resourceVersion: found.version };
    const objects = found.objects.slice(start, end);
    const left = found.objects.length - end;
    if (left <= 0) return { objects, metadata };
    const id = at?.list ?? this.keep(found);
    return {
      objects,
      metadata: {
        ...metadata,
        continue: Buffer.from(
          JSON.stringify({ v: 'sandbox', list: id, start: end }),
        ).toString('base64url'),
        remainingItemCount: left,
      },
    };
  }

  private keep(list: { objects: readonly KubeObject[]; version: string }) {
    const id = this.count++;
    this.lists.set(id, list);
    this.lists.delete(id - this.kept);
    return id;
  }
}

function readToken(text: string): { list: number; start: number } {
  try {
    const { list, start } = JSON.parse(
      Buffer.from(text, 'base64url').toString('utf8'),
    );
    if (Number.isInteger(list) && Number.isInteger(start))
      return { list, start };
  } catch {
    // Said below
  }
  throw badRequest(
    'invalid continue token: continue key is not valid: illegal base64 data',
  );
}
