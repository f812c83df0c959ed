import type { Labels } from './labels';

/** One condition of a selector. */
export interface Matcher {
  name: string;
  op: '=' | '!=' | '=~' | '!~';
  value: string;
  matches(value: string): boolean;
}

/** What JavaScript knows and RE2, which Prometheus and Loki use, does not: it must not pass here by accident. */
const BEYOND_RE2 = /\(\?(?:[=!]|<[=!])|\\[1-9]|\\k</;

/** A regular expression of RE2, as far as JavaScript's are the same; throws in Go's words. */
export function compileRegex(source: string, anchored: boolean): RegExp {
  const plain = source.replace(/\\\\/g, '');
  const beyond = BEYOND_RE2.exec(plain);
  if (beyond) {
    throw new Error(
      `error parsing regexp: invalid or unsupported Perl syntax: \`${beyond[0]}\``,
    );
  }
  const flags = /^\(\?([ims]+)\)/.exec(source);
  const body = (flags ? source.slice(flags[0].length) : source)
    // Names of groups and classes that are written differently.
    .replaceAll('(?P<', '(?<')
    .replaceAll('\\A', '^')
    .replaceAll('\\z', '$')
    .replaceAll('[[:alpha:]]', '[A-Za-z]')
    .replaceAll('[[:digit:]]', '[0-9]');
  const wanted = new Set(`${flags?.[1] ?? ''}${anchored ? 's' : ''}`);
  try {
    return new RegExp(anchored ? `^(?:${body})$` : body, [...wanted].join(''));
  } catch (error) {
    throw new Error(
      `error parsing regexp: ${(error as Error).message.replace(
        /^Invalid regular expression: /,
        '',
      )}`,
    );
  }
}

export function createMatcher(
  name: string,
  op: Matcher['op'],
  value: string,
): Matcher {
  if (op === '=') return { name, op, value, matches: text => text === value };
  if (op === '!=') return { name, op, value, matches: text => text !== value };
  const regex = compileRegex(value, true);
  const wanted = op === '=~';
  return { name, op, value, matches: text => regex.test(text) === wanted };
}

/** Whether a series has what is asked for; a label that is not there is as one that is empty. */
export function matchesAll(
  labels: Labels,
  matchers: readonly Matcher[],
): boolean {
  return matchers.every(({ name, matches }) => matches(labels[name] ?? ''));
}
