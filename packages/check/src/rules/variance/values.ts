import type {
  ChartSource,
  Place,
  Repository,
  ValuePath,
} from '../../repository';

/** What the charts of an Application are given, and where each key is written. */
export interface GivenValues {
  values: Record<string, unknown>;
  place(path: ValuePath): Place | undefined;
}

/** The values of one chart as Helm merges them: the files in order, the inline ones, the parameters. */
export function valuesOf(
  repository: Repository,
  chart: ChartSource | undefined,
): GivenValues {
  let values: Record<string, unknown> = {};
  const files: string[] = [];
  for (const file of chart?.valueFiles ?? []) {
    values = merge(values, repository.yaml(file).documents[0]?.value ?? {});
    files.unshift(file);
  }
  values = merge(values, chart?.values ?? {});
  for (const { name, value } of chart?.parameters ?? []) {
    const nested = name
      .split(/(?<!\\)\./)
      .reverse()
      .reduce<unknown>((inner, key) => ({ [key]: inner }), value);
    values = merge(values, nested as Record<string, unknown>);
  }
  return {
    values,
    place: path => {
      const file = files.find(name =>
        has(repository.yaml(name).documents[0]?.value, path),
      );
      return file ? repository.yaml(file).documents[0].place(path) : undefined;
    },
  };
}

function merge(
  below: Record<string, unknown>,
  above: Record<string, unknown>,
): Record<string, unknown> {
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const old = merged[key];
    merged[key] = isMap(old) && isMap(value) ? merge(old, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function has(value: any, path: ValuePath): boolean {
  let node = value;
  for (const key of path) {
    if (typeof node !== 'object' || node === null || !(key in node)) {
      return false;
    }
    node = node[key];
  }
  return true;
}
