import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import type { Clock } from '../../clock';
import { errorsAs } from '../../wire/errorsAs';
import { parameter } from '../../wire/parameters';
import { sendJson } from '../../wire/sendJson';
import { requireToken } from '../../wire/token';
import type { LogStreams } from '../lines';
import { LokiError } from '../LokiError';
import { parseLogQL, type LogQuery } from '../logql';
import { countLines, type CountSeries } from './metrics';
import {
  readBackward,
  readLimit,
  readMoment,
  readMoments,
  readSpan,
} from './parameters';
import { readLines } from './readLines';

/** The HTTP API of one Loki, as far as clients that read lines use it. */
export function createLokiRouter(options: {
  streams: LogStreams;
  clock: Clock;
  token: string;
}): express.Router {
  const { streams, clock, token } = options;
  const router = Router();
  const now = () => clock.now().getTime();

  router.get('/ready', (_, response) => {
    response.type('text/plain').end('ready\n');
  });
  router.use(requireToken(token));
  router.use(express.urlencoded({ extended: false, limit: '1mb' }));
  const both = (
    path: string,
    handle: (request: Request, response: Response) => void,
  ) => {
    router.get(`/loki/api/v1${path}`, handle);
    router.post(`/loki/api/v1${path}`, handle);
  };

  both('/query_range', (request, response) => {
    const query = readQuery(request);
    const span = readSpan(request, now());
    if (query.type !== 'log') {
      const series = countLines(query, streams, readMoments(request, span));
      success(response, {
        resultType: 'matrix',
        result: sorted(series).map(({ labels, points }) => ({
          metric: labels,
          values: [...points].map(([at, value]) => [at, String(value)]),
        })),
        stats: {},
      });
      return;
    }
    const limit = readLimit(request);
    success(response, {
      resultType: 'streams',
      result: linesOf(streams, query, span, limit, readBackward(request)),
      stats: {},
    });
  });
  both('/query', (request, response) => {
    const query = readQuery(request);
    if (query.type === 'log') {
      throw new LokiError(
        'log queries are not supported as an instant query type, please change your query to a range query type',
      );
    }
    const moment = readMoment(request, now());
    const series = countLines(query, streams, [moment]);
    success(response, {
      resultType: 'vector',
      result: sorted(series)
        .filter(({ points }) => points.size > 0)
        .map(({ labels, points }) => ({
          metric: labels,
          value: [moment, String(points.get(moment))],
        })),
      stats: {},
    });
  });
  const selected = (request: Request) => {
    const query = parameter(request, 'query') ?? parameter(request, 'match[]');
    if (!query) return streams.all();
    const parsed = parseLogQL(query);
    if (parsed.type !== 'log' || parsed.stages.length > 0)
      throw new LokiError('only label matchers are supported');
    return streams.select(parsed.matchers);
  };
  both('/labels', (request, response) => {
    const names = new Set(
      selected(request).flatMap(({ labels }) => Object.keys(labels)),
    );
    answer(response, { status: 'success', data: [...names].sort() });
  });
  both('/label/:name/values', (request, response) => {
    const values = new Set(
      selected(request).flatMap(
        ({ labels }) => labels[request.params.name] ?? [],
      ),
    );
    answer(response, {
      status: 'success',
      // None at all is no list, and not an empty one.
      ...(values.size > 0 && { data: [...values].sort() }),
    });
  });
  both('/series', (request, response) => {
    answer(response, {
      status: 'success',
      data: selected(request).map(({ labels }) => labels),
    });
  });
  router.get('/loki/api/v1/status/buildinfo', (_, response) => {
    sendJson(response, {
      version: '3.7.6+sandbox',
      revision: 'sandbox',
      branch: 'HEAD',
      buildUser: '',
      buildDate: '',
      goVersion: '',
    });
  });

  router.use((_, response) => {
    response.status(404).type('text/plain').end('404 page not found\n');
  });
  router.use(
    errorsAs((response, error) => {
      response
        .status(error instanceof LokiError ? error.status : 500)
        .type('text/plain')
        .end(error.message);
    }),
  );
  return router;
}

/** The lines that a query finds, by their labels; each stream in the order that was asked for. */
function linesOf(
  streams: LogStreams,
  query: LogQuery,
  { start, end }: { start: bigint; end: bigint },
  limit: number,
  backward: boolean,
) {
  const found = new Map<
    string,
    { stream: Record<string, string>; values: Array<[string, string]> }
  >();
  let count = 0;
  for (const { labels, at, line } of readLines({
    query,
    streams: streams.select(query.matchers),
    start,
    end,
    bounds: streams.bounds(),
    backward,
  })) {
    const key = JSON.stringify(Object.entries(labels).sort());
    const one = found.get(key) ?? { stream: { ...labels }, values: [] };
    found.set(key, one);
    one.values.push([String(at), line.text]);
    count += 1;
    if (count >= limit) break;
  }
  return [...found.values()];
}

function readQuery(request: Request) {
  return parseLogQL(parameter(request, 'query') ?? '');
}

function sorted(series: CountSeries[]): CountSeries[] {
  const key = ({ labels }: CountSeries) =>
    JSON.stringify(Object.entries(labels).sort());
  return series
    .filter(({ points }) => points.size > 0)
    .sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function success(response: Response, data: unknown): void {
  answer(response, { status: 'success', data });
}

/** As Loki's questions are answered, in which it is not like its other answers. */
function answer(response: Response, body: unknown): void {
  response
    .status(200)
    .setHeader('content-type', 'application/json; charset=UTF-8')
    .end(JSON.stringify(body));
}
