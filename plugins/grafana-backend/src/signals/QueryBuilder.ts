import type { QueryBuilder } from '@idp/plugin-grafana-node';

const METRIC = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const SCRAPE_SECONDS = 30;

/** A text as it stands between two quotes of PromQL or LogQL, whose strings are those of Go. */
export function quoted(text: string): string {
  // Half a character is none, and Go refuses it; what stands for one Prometheus takes in no other form than this.
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
  return JSON.stringify(whole).slice(1, -1).replaceAll('\ufffd', '\\ufffd');
}

/** A text as a regular expression of RE2 that fits nothing else. */
export function literal(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** Writes selectors of one namespace. */
export class NamespaceQueries implements QueryBuilder {
  readonly namespace: string;
  readonly workload: string;
  readonly window: string;

  constructor(
    of: { namespace: string; workload?: string },
    stepSeconds: number,
  ) {
    this.namespace = quoted(of.namespace);
    this.workload = quoted(of.workload ?? '');
    this.window = `${Math.max(
      stepSeconds + SCRAPE_SECONDS,
      4 * SCRAPE_SECONDS,
    )}s`;
  }

  select(
    metric: string,
    matchers: Parameters<QueryBuilder['select']>[1] = {},
  ): string {
    const { equal = {}, unequal = {}, match = {} } = matchers;
    const parts = [
      `namespace="${this.namespace}"`,
      ...written(equal, '='),
      ...written(unequal, '!='),
      ...written(match, '=~'),
    ];
    if (!METRIC.test(metric)) throw new Error(`${metric} is no metric`);
    return `${metric}{${parts.join(',')}}`;
  }
}

function written(
  matchers: Readonly<Record<string, string>>,
  operator: string,
): string[] {
  return Object.entries(matchers).map(([name, value]) => {
    if (!LABEL.test(name) || name === 'namespace') {
      throw new Error(`${name} is no label to ask for`);
    }
    return `${name}${operator}"${quoted(value)}"`;
  });
}
