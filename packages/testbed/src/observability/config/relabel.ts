export type Labels = Record<string, string>;

/** A rule of relabelling, as Prometheus and Alloy have it; what is not said is as they take it. */
export interface RelabelRule {
  sourceLabels: string[];
  separator?: string;
  /** Anchored at both ends. */
  regex?: string;
  targetLabel?: string;
  replacement?: string;
  /** `replace` when absent. */
  action?: string;
}

/** The labels after all rules; undefined where one of them drops what has these. */
export function relabel(
  rules: readonly RelabelRule[],
  labels: Labels,
): Labels | undefined {
  const result = { ...labels };
  for (const rule of rules) {
    const { sourceLabels, separator = ';', action = 'replace' } = rule;
    const value = sourceLabels.map(name => result[name] ?? '').join(separator);
    const match = new RegExp(`^(?:${rule.regex ?? '(.*)'})$`, 's').exec(value);
    switch (action) {
      case 'keep':
        if (!match) return undefined;
        break;
      case 'drop':
        if (match) return undefined;
        break;
      case 'replace': {
        if (!match) break;
        const name = rule.targetLabel;
        if (!name) throw new Error('a rule that replaces names no target');
        const text = (rule.replacement ?? '$1').replace(
          /\$\{(\d+)\}|\$(\d+)/g,
          (_, braced, plain) => match[Number(braced ?? plain)] ?? '',
        );
        if (text === '') delete result[name];
        else result[name] = text;
        break;
      }
      default:
        throw new Error(`this relabels by replace, keep and drop: ${action}`);
    }
  }
  return result;
}
