import { object } from '@idp/upstream/wire';
import {
  conditionReady,
  identityOf,
  labelsOf,
  list,
  nameText,
  readyOf,
  text,
  time,
  type Fields,
  type Identity,
  type Ready,
} from './read';

export interface StoreRef {
  kind: 'SecretStore' | 'ClusterSecretStore';
  name: string;
}

/** One place that an ExternalSecret names: a key as its store understands it. */
export interface Ask {
  store: StoreRef;
  /** Of a search the path below which it looks; empty for the whole mount. */
  key: string;
  covers: 'path' | 'prefix';
  /** All when absent. */
  properties?: string[];
}

/** What External Secrets' message means, as far as there is something to say of it. The message itself is not kept. */
export type Trouble =
  | 'unreadable'
  | 'immutable'
  | 'owned-by-another'
  | 'not-written'
  | 'retained';

export interface ExternalSecret extends Identity {
  labels: Record<string, string>;
  /** Of what names no store of its own. */
  store?: StoreRef;
  asks: Ask[];
  refreshInterval?: string;
  /** `never`: it is read once, and an annotation changes nothing of that. */
  rereads: 'by-interval' | 'on-change' | 'never';
  target: string;
  /** It makes the Secret, and nobody else does. */
  ownsTarget: boolean;
  ready?: Ready;
  trouble?: Trouble;
  refreshedAt?: string;
}

const MOST_ASKS = 200;
const DURATION = /^([0-9]+(\.[0-9]+)?(ns|us|µs|ms|s|m|h))+$/;

/** Reads an ExternalSecret of the API server's wire format. Undefined where it has no name. */
export function parseExternalSecret(wire: unknown): ExternalSecret | undefined {
  const identity = identityOf(wire);
  if (!identity || identity.namespace === '') return undefined;
  const spec = object(object(wire).spec);
  const target = object(spec.target);
  const store = storeRefOf(spec.secretStoreRef);
  const interval = text(spec.refreshInterval, 64);
  const trouble = troubleOf(text(conditionReady(wire)?.message, 8_192) ?? '');
  const creation = target.creationPolicy ?? 'Owner';
  return {
    ...identity,
    labels: labelsOf(wire),
    ...(store && { store }),
    asks: asksOf(spec, store),
    ...(interval && DURATION.test(interval) && { refreshInterval: interval }),
    rereads: rereadsOf(spec.refreshPolicy, interval),
    target: nameText(target.name) ?? identity.name,
    ownsTarget: creation === 'Owner',
    ready: readyOf(wire),
    ...(trouble && { trouble }),
    refreshedAt: time(object(object(wire).status).refreshTime),
  };
}

export function storeRefOf(value: unknown): StoreRef | undefined {
  const { kind, name } = object(value);
  const found = nameText(name);
  if (!found) return undefined;
  return {
    kind: kind === 'ClusterSecretStore' ? kind : 'SecretStore',
    name: found,
  };
}

function rereadsOf(
  policy: unknown,
  interval: string | undefined,
): ExternalSecret['rereads'] {
  if (policy === 'CreatedOnce') return 'never';
  if (policy === 'OnChange') return 'on-change';
  return interval !== undefined && /^0[a-zµ]*$/.test(interval)
    ? 'never'
    : 'by-interval';
}

/** What it asks for, each place once. */
function asksOf(spec: Fields, store: StoreRef | undefined): Ask[] {
  const asks = new Map<string, Ask & { all?: boolean }>();
  const add = (
    of: StoreRef | undefined,
    key: string | undefined,
    covers: Ask['covers'],
    property?: string,
  ) => {
    if (!of || key === undefined) return;
    const id = JSON.stringify([of.kind, of.name, covers, key]);
    const ask = asks.get(id) ?? { store: of, key, covers };
    if (property === undefined) {
      delete ask.properties;
      ask.all = true;
    } else if (!ask.all && !ask.properties?.includes(property)) {
      ask.properties = [...(ask.properties ?? []), property];
    }
    asks.set(id, ask);
  };
  for (const item of list(spec.data, MOST_ASKS).map(object)) {
    const { key, property } = object(item.remoteRef);
    const own = storeRefOf(object(item.sourceRef).storeRef);
    add(own ?? store, text(key), 'path', text(property));
  }
  for (const item of list(spec.dataFrom, MOST_ASKS).map(object)) {
    const source = object(item.sourceRef);
    // A generator makes a value; there is no path.
    if (source.generatorRef) continue;
    const of = storeRefOf(source.storeRef) ?? store;
    const { key, property } = object(item.extract);
    if (item.extract) add(of, text(key), 'path', text(property));
    if (item.find) {
      const { path } = object(item.find);
      const prefix = text(path)?.replace(/\/+$/, '') ?? '';
      // A path that cannot be read is not the whole mount.
      if (path === undefined || text(path)) add(of, prefix, 'prefix');
    }
  }
  return [...asks.values()].map(({ all, ...ask }) => ask);
}

const TROUBLES: Array<[string, Trouble]> = [
  ['could not get secret data from provider', 'unreadable'],
  ['could not update secret, target is immutable', 'immutable'],
  ['target is owned by another', 'owned-by-another'],
  ['could not update secret', 'not-written'],
  ['failed to take ownership', 'not-written'],
  ['secret retained due to', 'retained'],
];

function troubleOf(message: string): Trouble | undefined {
  return TROUBLES.find(([begin]) => message.startsWith(begin))?.[1];
}
