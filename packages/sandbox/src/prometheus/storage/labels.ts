/** The labels of a series; `__name__` among them where it has a name. Never altered. */
export type Labels = Readonly<Record<string, string>>;

export const NAME = '__name__';

const keys = new WeakMap<Labels, string>();
const nameless = new WeakMap<Labels, Labels>();

/** The same text for the same labels. */
export function keyOf(labels: Labels): string {
  let key = keys.get(labels);
  if (key === undefined) {
    key = Object.keys(labels)
      .sort()
      .map(name => `${name}\xff${labels[name]}`)
      .join('\xfe');
    keys.set(labels, key);
  }
  return key;
}

/** The labels without the name of the metric; the same object each time it is asked for. */
export function withoutName(labels: Labels): Labels {
  if (!(NAME in labels)) return labels;
  let rest = nameless.get(labels);
  if (!rest) {
    const { [NAME]: _, ...others } = labels;
    rest = others;
    nameless.set(labels, rest);
  }
  return rest;
}

/** As errors write it: `{a="b", c="d"}`. */
export function describeLabels(labels: Labels): string {
  const { [NAME]: name = '', ...rest } = labels;
  const inner = Object.keys(rest)
    .sort()
    .map(label => `${label}=${JSON.stringify(rest[label])}`)
    .join(', ');
  return `${name}{${inner}}`;
}
