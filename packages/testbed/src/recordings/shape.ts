/** What a value is made of: `path: type` for each leaf, with `*` for every item of a list and every key of a map of names. */
export function shapeOf(value: unknown, maps: readonly RegExp[] = []): Shape {
  const shape: Shape = new Map();
  walk(value, '', shape, maps);
  return shape;
}

/** Path → the types that were seen there. */
export type Shape = Map<string, Set<string>>;

/** How one answer differs in shape from another: a line a difference. */
export function differences(real: Shape, standIn: Shape): string[] {
  const found: string[] = [];
  for (const [path, types] of standIn) {
    const known = real.get(path);
    if (!known) {
      // What lies below something that is not there is not said once more.
      if (real.has(parentOf(path)) || parentOf(path) === '')
        found.push(`${path}: the real one has no such field`);
      continue;
    }
    const others = [...types].filter(type => !known.has(type));
    if (others.length > 0) {
      found.push(
        `${path}: ${others.join(' or ')}, the real one has ${[...known].join(
          ' or ',
        )}`,
      );
    }
  }
  for (const path of real.keys()) {
    if (standIn.has(path)) continue;
    if (standIn.has(parentOf(path)) || parentOf(path) === '')
      found.push(`${path}: missing`);
  }
  return found.sort();
}

function walk(
  value: unknown,
  path: string,
  shape: Shape,
  maps: readonly RegExp[],
) {
  const type = typeOf(value);
  shape.set(path, (shape.get(path) ?? new Set()).add(type));
  if (Array.isArray(value)) {
    for (const item of value) walk(item, `${path}[]`, shape, maps);
  } else if (type === 'object') {
    const isMap = maps.some(pattern => pattern.test(path));
    for (const [key, field] of Object.entries(value as object))
      walk(field, isMap ? `${path}.*` : `${path}.${key}`, shape, maps);
  }
}

function parentOf(path: string): string {
  return path.replace(/(\[\]|\.[^.[]*)$/, '');
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
