import type { Request, Response } from 'express';
import type { Clock } from '../clock';
import type { KubeObject } from '../world';
import { formed, type Form } from './representation';
import { groupVersionOf, type Resource } from './resources';
import { statusOf, tooOld } from './status';
import type { LoggedChange, WatchLog } from './WatchLog';

const BOOKMARK_EVERY = 60_000;
/** The last bookmark comes so long before the server ends a watch, where there is news. */
const BEFORE_THE_END = 2_000;
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
  let told = version ?? log.cluster.resourceVersion;
  /** Of the kind's last change, whether this client hears of it or not. */
  let latest = told;
  const tell = (change: LoggedChange) => {
    if (!isOfKind(options, change)) return;
    latest = change.version;
    const type = typeFor(options, change);
    if (!type) return;
    say(type, formed(change.object, form));
    told = change.version;
  };
  const sayWhereItStands = (at: number) => {
    say('BOOKMARK', bookmark(resource, at, form));
    told = at;
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
  const lasts = timeoutSeconds ? timeoutSeconds * 1000 : LONGEST;
  if (bookmarks) {
    let cancel = () => {};
    const plan = (after: number) => {
      cancel = clock.after(after, () => {
        // Of a whole cluster: leases alone make versions all the time.
        sayWhereItStands(log.cluster.resourceVersion);
        plan(BOOKMARK_EVERY);
      });
    };
    plan(BOOKMARK_EVERY);
    ends.push(() => cancel());
    if (lasts > BEFORE_THE_END)
      ends.push(
        clock.after(lasts - BEFORE_THE_END, () => {
          if (latest > told) sayWhereItStands(latest);
        }),
      );
  }
  ends.push(
    clock.after(lasts, () => {
      stop();
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

function isOfKind({ resource }: WatchOptions, { object }: LoggedChange) {
  return (
    object.kind === resource.kind &&
    object.apiVersion === groupVersionOf(resource)
  );
}

/** What a change means for this client: an object that its selector fits no more is deleted for it. */
function typeFor(
  { namespace, fits }: WatchOptions,
  { type, object, previous }: LoggedChange,
): string | undefined {
  if (namespace && object.metadata.namespace !== namespace) return undefined;
  const before = previous !== undefined && fits(previous);
  if (type === 'deleted') return before ? 'DELETED' : undefined;
  if (fits(object)) return before ? 'MODIFIED' : 'ADDED';
  return before ? 'DELETED' : undefined;
}

/** Says nothing but the version up to which a client knows everything. */
function bookmark(resource: Resource, version: number, form: Form) {
  const metadata = { resourceVersion: String(version) };
  return form === 'metadata'
    ? { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
    : { kind: resource.kind, apiVersion: groupVersionOf(resource), metadata };
}
