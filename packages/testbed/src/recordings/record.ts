import type { ArgocdClient } from '../argocd/ArgocdClient';
import type { AccountName } from '../services/argocd/settings';
import type { Interaction } from './interactions';
import type { Normaliser } from './normalise';

/** What a recording's file holds. */
export interface Recording {
  interaction: Interaction;
  answer: {
    status: number;
    contentType: string;
    /** What came, where it is JSON. */
    json?: unknown;
    /** What came, where it is something else. */
    text?: string;
    /** Of a stream: each message without its frame. */
    messages?: unknown[];
    /** Of a stream: the first frame as it came, with the message left out. */
    frame?: string;
  };
}

const token = {
  // Three parts, as a token has; signed by nobody.
  invalid: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJub2JvZHkifQ.c2lnbmF0dXJl',
};

/** Asks Argo CD, or what stands in for it, one interaction. */
export async function perform(
  client: ArgocdClient,
  interaction: Interaction,
  context: {
    tokens: Partial<Record<AccountName, string>>;
    revision: string;
    resourceVersion: string;
  },
): Promise<Recording['answer']> {
  const request = {
    method: interaction.method,
    path: interaction.path
      .replace('{revision}', context.revision)
      .replace('{resourceVersion}', context.resourceVersion),
    token:
      interaction.as === 'invalid'
        ? token.invalid
        : interaction.as && context.tokens[interaction.as],
    headers: interaction.headers,
    body: interaction.body,
  };
  const { messages } = interaction;
  const answer =
    messages === undefined
      ? await client.ask(request)
      : await client.stream(request, text => frames(text).length >= messages);
  const common = {
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
  };
  if (messages !== undefined && answer.status === 200) {
    const found = frames(answer.text);
    return {
      ...common,
      messages: found.map(({ message }) => JSON.parse(message)),
      frame: found[0] && `${found[0].before}…${found[0].after}`,
    };
  }
  return answer.json === undefined
    ? { ...common, text: answer.text }
    : { ...common, json: answer.json };
}

/** The same without what differs from run to run. */
export function normalised(
  answer: Recording['answer'],
  normaliser: Normaliser,
): Recording['answer'] {
  return JSON.parse(normaliser.text(JSON.stringify(answer)));
}

/** The whole messages of a stream so far: newline-delimited JSON, or server-sent events. */
export function frames(
  text: string,
): Array<{ before: string; message: string; after: string }> {
  if (/^(data|event|id|:)/.test(text)) {
    return [...text.matchAll(/^(data: ?)(.*)(\n\n|\r\n\r\n)/gm)].map(
      ([, before, message, after]) => ({ before, message, after }),
    );
  }
  const lines = text.split('\n');
  lines.pop();
  return lines
    .filter(line => line.trim())
    .map(message => ({ before: '', message, after: '\n' }));
}
