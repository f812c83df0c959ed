import { object } from '@idp/upstream/wire';
import { storeRefOf, type Ask } from './ExternalSecret';
import {
  identityOf,
  list,
  readyOf,
  text,
  type Identity,
  type Ready,
} from './read';

/** What a PushSecret writes into stores. */
export interface PushSecret extends Identity {
  writes: Ask[];
  ready?: Ready;
}

const MOST_STORES = 20;
const MOST_KEYS = 200;

/** Reads a PushSecret of the API server's wire format. Undefined where it has no name. Stores that it finds by label are left out. */
export function parsePushSecret(wire: unknown): PushSecret | undefined {
  const identity = identityOf(wire);
  if (!identity || identity.namespace === '') return undefined;
  const spec = object(object(wire).spec);
  const keys = new Set(
    list(spec.data, MOST_KEYS)
      .map(item => object(object(object(item).match).remoteRef).remoteKey)
      .map(key => text(key))
      .filter((key): key is string => key !== undefined),
  );
  const writes = list(spec.secretStoreRefs, MOST_STORES).flatMap(item => {
    const store = storeRefOf(item);
    return store
      ? [...keys].map((key): Ask => ({ store, key, covers: 'path' }))
      : [];
  });
  return { ...identity, writes, ready: readyOf(wire) };
}
