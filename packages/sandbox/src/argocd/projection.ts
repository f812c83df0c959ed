/** The fields of an Application that a list may be reduced to; others are not in the answer. */
const LIST_FIELDS = [
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'metadata.labels',
  'metadata.creationTimestamp',
  'metadata.deletionTimestamp',
  'spec',
  'spec.destination',
  'spec.project',
  'spec.source',
  'spec.sources',
  'spec.sourceHydrator',
  'spec.syncPolicy',
  'status.sourceHydrator',
  'status.summary',
  'status.sync.status',
  'status.sync.revision',
  'status.health',
  'status.operationState.startedAt',
  'status.operationState.finishedAt',
  'status.resources',
  'operation.sync',
  'status.operationState.phase',
  'status.operationState.operation.sync',
] as const;

/** What `fields=` asks for. */
export interface FieldSelection {
  fields: Set<string>;
  /** `-a,b`: everything but these. */
  exclude: boolean;
}

export function readFields(text: unknown): FieldSelection | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  const exclude = text.startsWith('-');
  return {
    fields: new Set((exclude ? text.slice(1) : text).split(',')),
    exclude,
  };
}

/** One Application of a list: whole paths of {@link LIST_FIELDS} only. */
export function listProjection({
  fields,
  exclude,
}: FieldSelection): (application: any) => unknown {
  const chosen = LIST_FIELDS.filter(
    field => fields.has(`items.${field}`) !== exclude,
  );
  const paths = chosen
    .filter(field => !chosen.some(other => field.startsWith(`${other}.`)))
    .map(field => field.split('.'));
  return application => {
    const result: any = {};
    for (const path of paths) {
      // The last is called so by an old mistake that clients rely on.
      const value =
        path.join('.') === 'status.operationState.operation.sync'
          ? application.status?.operationState?.syncResult
          : path.reduce((at, name) => at?.[name], application);
      if (value === undefined) continue;
      let at = result;
      for (const name of path.slice(0, -1)) at = at[name] ??= {};
      at[path[path.length - 1]] = value;
    }
    return result;
  };
}

/** Any value, reduced to the paths that were asked for; lists are looked through. */
export function projection({
  fields,
  exclude,
}: FieldSelection): (value: any) => any {
  const known = new Map<string, { named: boolean; leads: boolean }>();
  const lookUp = (path: string) => {
    let found = known.get(path);
    if (!found) {
      const named = fields.has(path);
      found = {
        named,
        leads: named || [...fields].some(field => field.startsWith(path)),
      };
      known.set(path, found);
    }
    return found;
  };
  const reduce = (value: any, path: string): any => {
    if (Array.isArray(value)) return value.map(item => reduce(item, path));
    if (typeof value !== 'object' || value === null) return value;
    const result: any = {};
    for (const [key, item] of Object.entries(value)) {
      const at = path ? `${path}.${key}` : key;
      const { named, leads } = lookUp(at);
      if (exclude ? named : !leads) continue;
      result[key] = named ? item : reduce(item, at);
    }
    return result;
  };
  return value => reduce(value, '');
}
