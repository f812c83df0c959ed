import type { Request, Response } from 'express';
import type { Clock } from '../clock';
import type { KubeObject } from '../world';
import { formed, type Form } from './representation';
import { groupVersionOf, type Resource } from './resources';
import { statusOf, tooOld } from './status';
import type { LoggedChange, WatchLog } from './WatchLog';

const BOOKMARK_EVERY = 60_000;
const LONGEST = 30 * 60_000;

const placeOf = ({ metadata }: KubeObject) =>
  `${metadata.namespace ?? ''}/${metadata.name}`;

const compare = (a: string, b: string) => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** What one watch is of. */
export interface WatchOptions {
  resource: Resource;
  /** Empty for all. */
  namespace: string;
  fits: (object: KubeObject) => boolean;
  form: Form;
  /** Undefined or 0: what is there comes first. */
  version?: number;
  bookmarks: boolean;
  timeoutSeconds?: number;
}

/** Says line by line what happens, until the client goes, or the time is over. */
export function watchObjects(
  log: WatchLog,
  clock: Clock,
  options: WatchOptions,
  request: Request,
  response: Response,
): void {
  const { resource, form, version, bookmarks, timeoutSeconds } = options;
  response
    .status(200)
    .setHeader('content-type', 'application/json')
    .setHeader('cache-control', 'no-cache, private');
  response.flushHeaders();
  const say = (type: string, object: object) =>
    response.write(`${JSON.stringify({ type, object })}\n`);
  const tell = (change: LoggedChange) => {
    const type = typeFor(options, change);
    if (type) say(type, formed(change.object, form));
  };

  if (version) {
    const missed = log.since(version);
    if (!missed) {
      say('ERROR', statusOf(tooOld(version, log.oldestVersion)));
      response.end();
      return;
    }
    missed.forEach(tell);
  } else {
    for (const object of objectsOf(log, options))
      say('ADDED', formed(object, form));
  }

  const ends: Array<() => void> = [log.subscribe(tell)];
  const stop = () => ends.splice(0).forEach(end => end());
  if (bookmarks) {
    let cancel = () => {};
    const plan = () => {
      cancel = clock.after(BOOKMARK_EVERY, () => {
        say('BOOKMARK', bookmark(log, resource, form));
        plan();
      });
    };
    plan();
    ends.push(() => cancel());
  }
  ends.push(
    clock.after(timeoutSeconds ? timeoutSeconds * 1000 : LONGEST, () => {
      stop();
      if (bookmarks) say('BOOKMARK', bookmark(log, resource, form));
      response.end();
    }),
  );
  response.once('close', stop);
  request.once('close', stop);
}

/** The objects of a request, in the order of their names. */
export function objectsOf(
  { cluster }: WatchLog,
  options: Pick<WatchOptions, 'resource' | 'namespace' | 'fits'>,
): KubeObject[] {
  const { resource, namespace, fits } = options;
  const { kind, group } = resource;
  return cluster
    .list({ kind, group, ...(namespace && { namespace }) })
    .filter(fits)
    .sort((a, b) => compare(placeOf(a), placeOf(b)));
}

/** What a change means for this client: an object that its selector fits no more is deleted for it. */
function typeFor(
  { resource, namespace, fits }: WatchOptions,
  { type, object, previous }: LoggedChange,
): string | undefined {
  if (
    object.kind !== resource.kind ||
    object.apiVersion !== groupVersionOf(resource) ||
    (namespace && object.metadata.namespace !== namespace)
  )
    return undefined;
  const before = previous !== undefined && fits(previous);
  if (type === 'deleted') return before ? 'DELETED' : undefined;
  if (fits(object)) return before ? 'MODIFIED' : 'ADDED';
  return before ? 'DELETED' : undefined;
}

function bookmark({ cluster }: WatchLog, resource: Resource, form: Form) {
  const metadata = {
    resourceVersion: String(cluster.resourceVersion),
    creationTimestamp: null,
  };
  return form === 'metadata'
    ? { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
    : { kind: resource.kind, apiVersion: groupVersionOf(resource), metadata };
}
