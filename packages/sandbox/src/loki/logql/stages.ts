import type { Stage } from './ast';

type Labels = Readonly<Record<string, string>>;

/** What is left of a line behind the stages: its labels, or undefined where it is filtered out. */
export function runStages(
  stages: readonly Stage[],
  line: string,
  labels: Labels,
): Labels | undefined {
  let current = labels;
  for (const stage of stages) {
    if (stage.type === 'filter') {
      if (stage.fits(line) !== stage.keep) return undefined;
    } else if (stage.type === 'label') {
      if (!stage.fits(current)) return undefined;
    } else {
      current = withParsed(current, line, stage.name);
    }
  }
  return current;
}

function withParsed(
  labels: Labels,
  line: string,
  parser: 'json' | 'logfmt',
): Labels {
  const fields = parser === 'json' ? jsonFields(line) : logfmtFields(line);
  if (!fields) {
    return {
      ...labels,
      __error__: 'JSONParserErr',
      __error_details__:
        "Value looks like object, but can't find closing '}' symbol",
    };
  }
  const result: Record<string, string> = { ...labels };
  for (const [name, value] of Object.entries(fields)) {
    const key = name.replace(/[^a-zA-Z0-9_]/g, '_');
    result[key in labels ? `${key}_extracted` : key] = value;
  }
  return result;
}

function jsonFields(line: string): Record<string, string> | undefined {
  try {
    const parsed = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    return flat(parsed);
  } catch {
    return undefined;
  }
}

/** Nested fields are joined by `_`; lists are left out. */
function flat(object: object, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(object).map(([name, value]) => {
      if (Array.isArray(value) || value === null) return {};
      return typeof value === 'object'
        ? flat(value, `${prefix}${name}_`)
        : { [`${prefix}${name}`]: String(value) };
    }),
  );
}

function logfmtFields(line: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name, quoted, plain] of line.matchAll(
    /([^\s="]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s]*))/g,
  )) {
    fields[name] = quoted?.replace(/\\(.)/g, '$1') ?? plain;
  }
  return fields;
}
