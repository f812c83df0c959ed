import { Normaliser } from '../normalise';
import { frames } from '../record';
import type {
  KubernetesInteraction,
  KubernetesWho,
  Meanwhile,
} from './interactions';
import type { KubeWire, WireAnswer } from './KubeWire';

/** What a recording's file holds. */
export interface KubernetesRecording {
  interaction: KubernetesInteraction;
  answer: KubernetesAnswer;
}

export interface KubernetesAnswer {
  status: number;
  contentType: string;
  /** Those of {@link HEADERS} that came. */
  headers: Record<string, string>;
  /** What came, where it is JSON. */
  json?: any;
  /** What came, where it is something else. */
  text?: string;
  /** Of a watch: the last event of each type, in the order in which the types came. */
  events?: Array<{ type: string; object: any }>;
  /** Of a watch: the first frame as it came, with the event left out. */
  frame?: string;
  /** Of a watch: whether the server ended it. */
  isEnded?: boolean;
}

/** Beside the type, what a client goes by. */
const HEADERS = ['cache-control', 'www-authenticate', 'x-content-type-options'];

/** What there is to ask with. */
export interface KubernetesContext {
  tokens: Partial<Record<KubernetesWho, string>>;
  pod: string;
  /** What follows a page of a list that the server no longer has. */
  expiredPage: () => Promise<string>;
  meanwhile: Record<Meanwhile, () => Promise<void>>;
  /** Where time stands still by itself: called when an answer has begun. */
  letTimePass?: () => void;
}

const eventsIn = (text: string): Array<{ type: string; object: any }> =>
  frames(text).map(({ message }) => JSON.parse(message));

/** Asks the API server, or what stands in for it, one interaction. */
export async function performKubernetes(
  wire: KubeWire,
  interaction: KubernetesInteraction,
  context: KubernetesContext,
): Promise<KubernetesAnswer> {
  const { as, body, headers, meanwhile, method, until } = interaction;
  const token = as && context.tokens[as];
  const path = await filledPath(wire, interaction.path, token, context);
  const answer = await wire.ask(
    {
      method,
      path,
      token,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: bodyOf(interaction),
    },
    {
      enough: text =>
        until !== undefined &&
        until !== 'end' &&
        eventsIn(text).some(({ type }) => type === until),
      onOpen: async () => {
        if (meanwhile) await context.meanwhile[meanwhile]();
        context.letTimePass?.();
      },
    },
  );
  const common = {
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
    headers: Object.fromEntries(
      HEADERS.flatMap(name => {
        const value = answer.headers[name];
        return value === undefined ? [] : [[name, String(value)]];
      }),
    ),
  };
  if (until && answer.status === 200) return { ...common, ...streamOf(answer) };
  const json = parse(answer.text);
  return json === undefined
    ? { ...common, text: answer.text }
    : { ...common, json };
}

function bodyOf({ body, method }: KubernetesInteraction): string | undefined {
  if (body !== undefined) return JSON.stringify(body);
  return method === 'PATCH' ? '{"metadata"' : undefined;
}

function streamOf({ headers, isWhole, text }: WireAnswer) {
  const [first] = frames(text);
  const last = new Map(eventsIn(text).map(event => [event.type, event]));
  return {
    headers: {
      'cache-control': headers['cache-control'] ?? '',
      'transfer-encoding': headers['transfer-encoding'] ?? '',
    },
    events: [...last.values()],
    ...(first && { frame: `${first.before}…${first.after}` }),
    isEnded: isWhole,
  };
}

/** With what a list of the same says just before. */
async function filledPath(
  wire: KubeWire,
  path: string,
  token: string | undefined,
  { expiredPage, pod }: KubernetesContext,
): Promise<string> {
  if (path.includes('{expired}'))
    return path.replace('{expired}', encodeURIComponent(await expiredPage()));
  const named = path.replace('{pod}', pod);
  if (!/\{(version|continue)\}/.test(named)) return named;
  const { resourceVersion, continue: next } = await firstPage(
    wire,
    named.split('?')[0],
    token,
  );
  return named
    .replace('{version}', resourceVersion)
    .replace('{continue}', encodeURIComponent(next ?? ''));
}

/** What the first page of a list says of the list. */
export async function firstPage(
  wire: KubeWire,
  collection: string,
  token: string | undefined,
): Promise<{ resourceVersion: string; continue?: string }> {
  const { text } = await wire.ask({ path: `${collection}?limit=1`, token });
  return JSON.parse(text).metadata;
}

/** What has to be the same to the letter: refusals, and how a stream is framed. */
export function outsideOf(
  answer: KubernetesAnswer,
  mayUseOtherWords = false,
): object {
  const { contentType, events, frame, headers, isEnded, json, status } = answer;
  return {
    status,
    contentType,
    headers,
    frame,
    isEnded,
    events: events?.map(({ type }) => type),
    refusal:
      json?.kind === 'Status'
        ? { ...json, ...(mayUseOtherWords && { message: '', metadata: {} }) }
        : undefined,
    text: mayUseOtherWords ? '' : answer.text,
  };
}

/** The same without what differs from run to run, and without anything that is made of a value. */
export function normalisedKubernetes(
  answer: KubernetesAnswer,
  literals: Array<[string, string]> = [],
): KubernetesAnswer {
  const text = new Normaliser(literals)
    .text(JSON.stringify(answer))
    .replace(/("continue":")[^"]+"/g, '$1a-page"')
    .replace(/(too old resource version: \d+ )\(\d+\)/g, '$1(1000)')
    .replace(/("syncedResourceVersion":"\d+-)[0-9a-f]+"/g, '$1a-hash"')
    .replace(
      /("reconcile\.external-secrets\.io\/data-hash":")\w+"/g,
      '$1a-hash"',
    )
    .replace(/("force-sync":")\d+\.\d+"/g, '$11"')
    .replace(/("hostIP":|"ip":)"127\.0\.0\.1"/g, '$1"192.0.2.1"')
    .replace(/"10\.\d+\.\d+\.\d+"/g, '"10.0.0.1"')
    .replace(/"node-[ab]"/g, '"node-a"')
    .replace(
      /\b((?:store|agent|nightly|once)-)[bcdf-hj-np-tv-z2456789]{5,10}\b/g,
      '$1x7x7x',
    )
    .replace(/("(?:git\w+|buildDate|goVersion|platform)":")[^"]*"/g, '$1x"');
  return JSON.parse(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
