import { Normaliser } from '../normalise';
import { shapeOf } from '../shape';
import { alertmanagerInteractions } from './alertmanager';
import type { ObservedInteraction } from './interactions';
import { lokiInteractions } from './loki';
import { prometheusInteractions } from './prometheus';

export const observedInteractions: ObservedInteraction[] = [
  ...prometheusInteractions,
  ...alertmanagerInteractions,
  ...lokiInteractions,
];

/** What a recording's file holds. */
export interface ObservedRecording {
  interaction: ObservedInteraction;
  answer: {
    status: number;
    contentType: string;
    json?: any;
    text?: string;
  };
}

/** Asks one of them, or what stands in for it. `now` is milliseconds since 1970; `facts` keep what was made. */
export async function performObserved(
  interaction: ObservedInteraction,
  context: {
    url: string;
    token?: string;
    now: number;
    facts: Map<string, string>;
  },
): Promise<ObservedRecording['answer']> {
  const { method = 'GET', path, query = [], form, body } = interaction;
  const fill = fillIn(context.now, context.facts);
  const search = new URLSearchParams(fill(query));
  const response = await fetch(
    `${context.url}${fill(path)}${search.size > 0 ? `?${search}` : ''}`,
    {
      method,
      headers: {
        ...(context.token && { authorization: `Bearer ${context.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(form && { body: new URLSearchParams(fill(form)) }),
      ...(body !== undefined && { body: JSON.stringify(fill(body)) }),
      signal: AbortSignal.timeout(60_000),
    },
  );
  const text = await response.text();
  const contentType = response.headers.get('content-type') ?? '';
  const common = { status: response.status, contentType };
  if (!contentType.startsWith('application/json') || text === '')
    return { ...common, text };
  const json = JSON.parse(text);
  if (json?.silenceID) context.facts.set('silence', json.silenceID);
  return { ...common, json };
}

function fillIn(now: number, facts: Map<string, string>) {
  const before = now - 600_000;
  const iso = (time: number) => new Date(time).toISOString();
  const words: Record<string, string> = {
    now: String(now / 1000),
    before: String(before / 1000),
    nowNs: `${now}000000`,
    beforeNs: `${before}000000`,
    nowIso: iso(now),
    laterIso: iso(now + 600_000),
    beforeIso: iso(before),
    ...Object.fromEntries(facts),
  };
  return <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value).replace(
        /\{([a-zA-Z]+)\}/g,
        (text, word) => words[word] ?? text,
      ),
    );
}

/** The same without what differs from run to run, and without items of lists that have no other shape than those before. */
export function normalisedObserved(
  answer: ObservedRecording['answer'],
  literals: Array<[string, string]> = [],
): ObservedRecording['answer'] {
  const text = new Normaliser(literals)
    .text(JSON.stringify(condensed(answer)))
    .replace(/\b1[6-9]\d{17}\b/g, '1795673740000000000')
    .replace(/\b1[6-9]\d{8}(\.\d+)?\b/g, '1795673740')
    .replace(/("fingerprint":")[0-9a-f]{16}"/g, '$10000000000000000"')
    .replace(/("(?:evaluationTime|execTime|\w+Time)":)[\d.e+-]+/g, '$10.001');
  return JSON.parse(text);
}

function condensed(value: any): any {
  if (Array.isArray(value)) {
    // A moment and its value belong together.
    if (value.every(item => typeof item !== 'object'))
      return value.slice(0, 20);
    const seen = new Set<string>();
    return value
      .filter(item => {
        const found = [...shapeOf(item)].flatMap(([path, types]) =>
          [...types].map(type => `${path}: ${type}`),
        );
        // What a line of a chart is called, is part of what the portal asks for.
        if (item?.metric?.series) found.push(`series ${item.metric.series}`);
        const isNew = found.some(one => !seen.has(one));
        for (const one of found) seen.add(one);
        return isNew;
      })
      .map(condensed);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, condensed(item)]),
  );
}
