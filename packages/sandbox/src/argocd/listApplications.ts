import { once } from 'node:events';
import type { Request, Response } from 'express';
import type { ArgoCDView } from './ArgoCDView';
import { listProjection, readFields } from './projection';
import { passed } from './pace';
import { readFilter, withoutResourceHealth } from './query';

const CHUNK = 64 * 1024;

/** `GET /api/v1/applications`: written as it is made, so that ten thousand need no memory. */
export async function listApplications(
  view: ArgoCDView,
  request: Request,
  response: Response,
): Promise<void> {
  const filter = readFilter(request);
  const selection = readFields(request.query.fields);
  const shown = selection
    ? listProjection(selection)
    : (value: unknown) => value;
  response.setHeader('content-type', 'application/json');
  let chunk = `{"metadata":{"resourceVersion":"${view.resourceVersion()}"},"items":`;
  let first = true;
  for (const application of view.list(filter.where)) {
    if (!filter.fits(application)) continue;
    chunk += `${first ? '[' : ','}${JSON.stringify(
      shown(withoutResourceHealth(application)),
    )}`;
    first = false;
    if (chunk.length < CHUNK) continue;
    const isTaken = response.write(chunk);
    chunk = '';
    if (!isTaken)
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    if (response.destroyed) return;
  }
  await passed(response);
  // Without any, the real one has no list either.
  response.end(`${chunk}${first ? 'null' : ']'}}`);
}
