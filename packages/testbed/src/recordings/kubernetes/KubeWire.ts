import http from 'node:http';
import https from 'node:https';

/** An answer as it came over the wire, whatever its status. */
export interface WireAnswer {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** Whether the server ended it. */
  isWhole: boolean;
}

export interface WireRequest {
  method?: string;
  path: string;
  token?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Asks the API server, or what stands in for it, and hides nothing of the answer. */
export class KubeWire {
  /** @param ca - the authority of a server that has a certificate */
  constructor(readonly url: string, private readonly ca?: Buffer) {}

  /**
   * Rejects where there is no answer.
   *
   * @param options.enough - what came so far is enough, though it is not the end
   * @param options.onOpen - the server has said its status
   */
  async ask(
    request: WireRequest,
    options: {
      enough?: (text: string) => boolean;
      onOpen?: () => void | Promise<void>;
      timeoutMs?: number;
    } = {},
  ): Promise<WireAnswer> {
    const { enough = () => false, onOpen, timeoutMs = 60_000 } = options;
    const answer = await this.open(request, AbortSignal.timeout(timeoutMs));
    const [read] = await Promise.all([readUntil(answer, enough), onOpen?.()]);
    const { statusCode = 0, headers } = answer;
    return { status: statusCode, headers, ...read };
  }

  private open(
    { method = 'GET', path, token, headers, body }: WireRequest,
    signal: AbortSignal,
  ): Promise<http.IncomingMessage> {
    const { request } = this.ca ? https : http;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        `${this.url}${path}`,
        {
          method,
          agent: false,
          ca: this.ca,
          signal,
          headers: {
            accept: 'application/json',
            ...(token && { authorization: `Bearer ${token}` }),
            ...headers,
          },
        },
        resolve,
      );
      outgoing.once('error', reject);
      outgoing.end(body);
    });
  }
}

async function readUntil(
  answer: http.IncomingMessage,
  enough: (text: string) => boolean,
): Promise<Pick<WireAnswer, 'text' | 'isWhole'>> {
  let text = '';
  answer.setEncoding('utf8');
  for await (const chunk of answer) {
    text += chunk;
    if (enough(text)) return { text, isWhole: false };
  }
  return { text, isWhole: true };
}
