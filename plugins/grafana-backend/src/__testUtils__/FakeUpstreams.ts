import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  bodyOf,
  sendJson,
  serveOnLoopback,
  type Served,
} from '@idp/testing-node';

/** A call that the fake got. */
export interface FakeCall {
  method: string;
  /** With the name of the upstream in front, such as `/prometheus/local/api/v1/rules`. */
  path: string;
  query: Record<string, string>;
  headers: IncomingMessage['headers'];
  body: string;
}

type Handler = (call: FakeCall) => unknown;

/**
 * Grafanas, Prometheuses, Alertmanagers and Lokis on one port of loopback, each below a path of its own. It answers what a
 * test gives it in their wire formats, and fails as it is told.
 */
export class FakeUpstreams {
  readonly calls: FakeCall[] = [];
  /** Answers by `kind/environment`. */
  readonly dashboards = new Map<string, any[]>();
  readonly meta = new Map<string, any>();
  readonly rules = new Map<string, any[]>();
  readonly alerts = new Map<string, any[]>();
  readonly silences = new Map<string, any[]>();
  /** What a range query of one Prometheus finds. */
  range: Handler = () => [];
  /** The streams that a Loki finds. */
  streams: Handler = () => [];
  /** Decides about a call before it is answered; true where it answered itself. */
  intercept: (call: FakeCall, res: ServerResponse) => boolean = () => false;
  #served?: Served;

  static async start(): Promise<FakeUpstreams> {
    const fake = new FakeUpstreams();
    fake.#served = await serveOnLoopback((req, res) => fake.#handle(req, res));
    return fake;
  }

  url(part: string): string {
    return `${this.#served!.url}/${part}`;
  }

  async stop(): Promise<void> {
    await this.#served!.stop();
  }

  /** Calls whose path has this in it. */
  asked(part: string): FakeCall[] {
    return this.calls.filter(({ path }) => path.includes(part));
  }

  async #handle(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url!, 'http://fake');
    const call: FakeCall = {
      method: req.method!,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: req.headers,
      body: await bodyOf(req),
    };
    this.calls.push(call);
    if (this.intercept(call, res)) return;
    const answer = this.#answer(call);
    if (answer === undefined) {
      sendJson(res, 404, { message: 'Not found' });
    } else {
      sendJson(res, 200, answer);
    }
  }

  #answer(call: FakeCall): unknown {
    const [, kind, environment, ...rest] = call.path.split('/');
    const key = `${kind}/${environment}`;
    const route = `${kind} ${rest.join('/')}`;
    const of = (map: Map<string, any[]>) => map.get(key) ?? [];
    if (route === 'grafana api/search') {
      const limit = Number(call.query.limit);
      const start = (Number(call.query.page) - 1) * limit;
      return of(this.dashboards).slice(start, start + limit);
    }
    if (route.startsWith('grafana api/dashboards/uid/')) {
      return this.meta.get(rest.at(-1)!);
    }
    switch (route) {
      case 'grafana api/prometheus/grafana/api/v1/rules':
      case 'prometheus api/v1/rules':
        return { status: 'success', data: { groups: of(this.rules) } };
      case 'grafana api/alertmanager/grafana/api/v2/alerts':
      case 'alertmanager api/v2/alerts':
        return of(this.alerts);
      case 'grafana api/alertmanager/grafana/api/v2/silences':
      case 'alertmanager api/v2/silences':
        return of(this.silences);
      case 'prometheus api/v1/query_range':
        return {
          status: 'success',
          data: { resultType: 'matrix', result: this.range(call) },
        };
      case 'loki loki/api/v1/query_range':
        return {
          status: 'success',
          data: { resultType: 'streams', result: this.streams(call) },
        };
      default:
        return undefined;
    }
  }
}
