/** Keeps of a value what `fields` names, as Argo CD does: paths with dots, right through arrays. */
export function project(value: any, fields: string): any {
  if (!fields) return value;
  return keep(
    value,
    fields.split(',').map(field => field.split('.')),
  );
}

function keep(value: any, paths: string[][]): any {
  if (paths.some(path => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map(item => keep(item, paths));
  if (typeof value !== 'object' || value === null) return value;
  const result: Record<string, any> = {};
  for (const [key, item] of Object.entries(value)) {
    const below = paths
      .filter(([first]) => first === key)
      .map(path => path.slice(1));
    if (below.length > 0) result[key] = keep(item, below);
  }
  return result;
}
