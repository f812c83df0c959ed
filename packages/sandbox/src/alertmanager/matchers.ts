import { compileRegex, type Labels } from '../prometheus';

/** A condition on a label, as Alertmanager's API has it. */
export interface AlertMatcher {
  name: string;
  value: string;
  isRegex: boolean;
  isEqual: boolean;
}

const MATCHER = /^\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;

/** `name=value`, `name =~ "value"`; undefined where it is none. */
export function parseMatcher(text: string): AlertMatcher | undefined {
  const found = MATCHER.exec(text);
  if (!found) return undefined;
  const [, name, op, raw] = found;
  const quoted = /^"((?:[^"\\]|\\.)*)"$/s.exec(raw);
  if (!quoted && raw.includes('"')) return undefined;
  return {
    name,
    value: quoted ? quoted[1].replace(/\\(.)/gs, '$1') : raw,
    isRegex: op.endsWith('~'),
    isEqual: op.startsWith('='),
  };
}

/** Whether the labels are what all matchers ask for. */
export function fits(
  labels: Labels,
  matchers: readonly AlertMatcher[],
): boolean {
  return matchers.every(({ name, value, isRegex, isEqual }) => {
    const found = labels[name] ?? '';
    const equal = isRegex
      ? compileRegex(value, true).test(found)
      : found === value;
    return equal === isEqual;
  });
}
