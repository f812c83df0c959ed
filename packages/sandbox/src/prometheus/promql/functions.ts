import { withoutName, type Labels, type Sample } from '../storage';
import type { ValueType } from './ast';
import { PromError } from './errors';
import { OVER_TIME } from './overTime';

/** What a function takes and gives. */
export interface Signature {
  args: ValueType[];
  /** So many of the last arguments may be absent. */
  optional?: number;
  returns: ValueType;
}

const SIGNATURES: Readonly<Record<string, Signature>> = {
  abs: { args: ['vector'], returns: 'vector' },
  absent: { args: ['vector'], returns: 'vector' },
  absent_over_time: { args: ['matrix'], returns: 'vector' },
  ceil: { args: ['vector'], returns: 'vector' },
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: { args: ['vector', 'scalar'], returns: 'vector' },
  clamp_min: { args: ['vector', 'scalar'], returns: 'vector' },
  exp: { args: ['vector'], returns: 'vector' },
  floor: { args: ['vector'], returns: 'vector' },
  histogram_quantile: { args: ['scalar', 'vector'], returns: 'vector' },
  label_replace: {
    args: ['vector', 'string', 'string', 'string', 'string'],
    returns: 'vector',
  },
  ln: { args: ['vector'], returns: 'vector' },
  quantile_over_time: { args: ['scalar', 'matrix'], returns: 'vector' },
  round: { args: ['vector', 'scalar'], optional: 1, returns: 'vector' },
  scalar: { args: ['vector'], returns: 'scalar' },
  sgn: { args: ['vector'], returns: 'vector' },
  sort: { args: ['vector'], returns: 'vector' },
  sort_desc: { args: ['vector'], returns: 'vector' },
  sqrt: { args: ['vector'], returns: 'vector' },
  time: { args: [], returns: 'scalar' },
  vector: { args: ['scalar'], returns: 'vector' },
};

/** Undefined for functions that are not evaluated here. */
export function signatureOf(name: string): Signature | undefined {
  if (Object.hasOwn(SIGNATURES, name)) return SIGNATURES[name];
  if (Object.hasOwn(OVER_TIME, name))
    return { args: ['matrix'], returns: 'vector' };
  return undefined;
}

type Elementwise = (value: number, ...params: number[]) => number;

/** Functions of each value by itself; the rest of the arguments are scalars. */
export const ELEMENTWISE: Readonly<Record<string, Elementwise>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  exp: Math.exp,
  floor: Math.floor,
  ln: Math.log,
  sgn: Math.sign,
  sqrt: Math.sqrt,
  clamp: (value, low, high) => Math.max(low, Math.min(high, value)),
  clamp_max: (value, high) => Math.min(value, high),
  clamp_min: (value, low) => Math.max(value, low),
  round: (value, nearest = 1) =>
    Math.floor(value * (1 / nearest) + 0.5) / (1 / nearest),
};

/** Writes a label from what a regular expression finds in another. */
export function labelReplace(
  vector: readonly Sample[],
  target: string,
  replacement: string,
  source: string,
  regex: RegExp,
): Sample[] {
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(target)) {
    throw new PromError(
      'execution',
      `invalid destination label name in label_replace(): ${target}`,
    );
  }
  return vector.map(({ labels, value }) => {
    const found = regex.exec(labels[source] ?? '');
    if (!found) return { labels, value };
    const text = replacement.replace(
      /\$(?:\$|(\w+)|\{(\w+)\})/g,
      (whole, plain?: string, braced?: string) => {
        const group = plain ?? braced;
        if (group === undefined) return whole === '$$' ? '$' : whole;
        return (
          (/^\d+$/.test(group)
            ? found[Number(group)]
            : found.groups?.[group]) ?? ''
        );
      },
    );
    const { [target]: _, ...rest } = labels;
    const next: Labels = text === '' ? rest : { ...rest, [target]: text };
    return { labels: next, value };
  });
}

/** The values anew, without the name: they are no longer what was measured. */
export const mapValues = (
  vector: readonly Sample[],
  change: (value: number) => number,
): Sample[] =>
  vector.map(({ labels, value }) => ({
    labels: withoutName(labels),
    value: change(value),
  }));
