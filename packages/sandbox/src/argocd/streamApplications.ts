import { once } from 'node:events';
import type { Request, Response } from 'express';
import type { Application, ApplicationEvent } from '../world';
import type { ArgoCDView } from './ArgoCDView';
import { projection, readFields } from './projection';
import { readFilter, text } from './query';

const KEEP_ALIVE_MS = 15_000;
/** What a reader may leave unread of changes; like the real server, what comes beyond is lost to it. */
const MAX_UNREAD = 16 * 1024 * 1024;

/**
 * `GET /api/v1/stream/applications`. Without a resourceVersion all Applications come first; with one, nothing is repeated:
 * it only leaves out what is older. A message that says the same of an Application as the one before is not sent.
 */
export async function streamApplications(
  view: ArgoCDView,
  request: Request,
  response: Response,
): Promise<void> {
  const isEventStream = request.get('accept') === 'text/event-stream';
  const filter = readFilter(request);
  const selection = readFields(request.query.fields);
  const shown = selection ? projection(selection) : (value: unknown) => value;
  const version = text(request, 'resourceVersion');
  const minimum = Number(version) || 0;
  const said = new Map<string, string>();

  response.setHeader(
    'content-type',
    isEventStream ? 'text/event-stream' : 'application/json',
  );
  if (isEventStream) response.setHeader('x-content-type-options', 'nosniff');

  const send = (type: ApplicationEvent['type'], application: Application) => {
    if (!filter.fits(application)) return;
    if (Number(application.metadata.resourceVersion) < minimum) return;
    const message = { result: { type, application } };
    const data = JSON.stringify(shown(message));
    const { name } = application.metadata;
    if (said.get(name) === data) return;
    said.set(name, data);
    if (response.writableLength > MAX_UNREAD) return;
    response.write(isEventStream ? `data: ${data} \n\n` : `${data}\n`);
  };
  const unsubscribe = view.subscribe(({ type, application }) =>
    send(type, application),
  );
  const keepAlive = setInterval(() => {
    if (isEventStream) response.write(':\n');
  }, KEEP_ALIVE_MS);
  const closed = new Promise<void>(resolve => {
    response.once('close', () => {
      clearInterval(keepAlive);
      unsubscribe();
      resolve();
    });
  });
  if (version && !text(request, 'name')) return;
  for (const application of view.list(filter.where)) {
    send('ADDED', application);
    // What there is already is never lost: it comes as fast as it is read
    if (response.writableNeedDrain) {
      await Promise.race([once(response, 'drain'), closed]);
    }
    if (response.destroyed) return;
  }
}
