import express, { type Request, type Response } from 'express';
import Router from 'express-promise-router';
import type { Clock } from '../../clock';
import { errorsAs } from '../../wire/errorsAs';
import { parameter, parameters } from '../../wire/parameters';
import { requireToken } from '../../wire/token';
import {
  checkTypes,
  Evaluation,
  parseQuery,
  parseSelector,
  PromError,
  type Expr,
} from '../promql';
import type { RuleEngine } from '../rules';
import {
  keyOf,
  NAME,
  type Labels,
  type Sample,
  type Samples,
} from '../storage';
import {
  matrixAnswer,
  scalarAnswer,
  sendData,
  sendError,
  sortedByLabels,
  vectorAnswer,
} from './answers';
import { invalid, readRange, readTime, readTimeout } from './parameters';
import { alertAnswer, rulesAnswer } from './rulesAnswer';

/** Where labels are asked for without a span. */
const LABELS_OF = 3_600_000;
/** Most moments that a list of series is worked out from. */
const LOOKS = 60;

/** The HTTP API of one Prometheus, as far as clients that look at it use it. */
export function createPrometheusRouter(options: {
  engine: RuleEngine;
  clock: Clock;
  token: string;
}): express.Router {
  const { engine, clock, token } = options;
  const { storage } = engine;
  const router = Router();
  const now = () => clock.now().getTime();

  for (const what of ['Healthy', 'Ready']) {
    router.get(`/-/${what.toLowerCase()}`, (_, response) => {
      response.type('text/plain').end(`Prometheus Server is ${what}.\n`);
    });
  }
  router.use(requireToken(token));
  router.use(express.urlencoded({ extended: false, limit: '10mb' }));

  const both = (
    path: string,
    answer: (request: Request, response: Response) => void,
  ) => {
    router.get(path, answer);
    router.post(path, answer);
  };

  both('/api/v1/query', (request, response) => {
    readTimeout(request);
    const time = readTime(request, 'time', now());
    const expr = readQuery(request);
    const value = new Evaluation(storage).value(expr, time);
    const type = checkTypes(expr);
    if (typeof value === 'number') {
      sendData(response, scalarAnswer(value, time));
    } else if (typeof value === 'string') {
      sendData(response, {
        resultType: 'string',
        result: [time / 1000, value],
      });
    } else if (type === 'matrix') {
      sendData(response, matrixAnswer(sortedByLabels(value as Samples[])));
    } else {
      sendData(response, vectorAnswer(distinct(value as Sample[]), time));
    }
  });
  both('/api/v1/query_range', (request, response) => {
    const { start, end, step } = readRange(request);
    readTimeout(request);
    const expr = readQuery(request);
    const type = checkTypes(expr);
    if (type !== 'vector' && type !== 'scalar') {
      throw new PromError(
        'bad_data',
        `invalid expression type "${
          type === 'matrix' ? 'range vector' : 'string'
        }" for range query, must be Scalar or instant Vector`,
      );
    }
    const evaluation = new Evaluation(storage);
    const series = new Map<string, Samples>();
    for (let time = start; time <= end; time += step) {
      const value = evaluation.value(expr, time);
      const samples =
        typeof value === 'number'
          ? [{ labels: {}, value }]
          : distinct(value as Sample[]);
      for (const sample of samples) add(series, sample, time);
    }
    sendData(response, matrixAnswer(sortedByLabels([...series.values()])));
  });

  const labelsOf = (request: Request, needed: boolean): Labels[] => {
    const end = Math.min(readTime(request, 'end', now()), now());
    const start = readTime(request, 'start', end - LABELS_OF);
    const matches = parameters(request, 'match[]');
    if (needed && matches.length === 0) {
      throw new PromError('bad_data', 'no match[] parameter provided');
    }
    const sets =
      matches.length > 0
        ? matches.map(match => readSelector(match))
        : [parseSelector(`{${NAME}!=""}`)];
    const found = new Map<string, Labels>();
    const step = Math.max(15_000, (end - start) / LOOKS);
    for (const matchers of sets) {
      const selection = storage.select(matchers);
      for (let time = end; time >= start; time -= step) {
        for (const { labels } of selection.instant(time))
          found.set(keyOf(labels), labels);
      }
    }
    return [...found.values()];
  };
  const limited = <T>(request: Request, list: T[]): T[] => {
    const limit = Number(parameter(request, 'limit') ?? 0);
    return limit > 0 ? list.slice(0, limit) : list;
  };

  both('/api/v1/series', (request, response) => {
    const found = labelsOf(request, true).map(labels => ({ labels }));
    sendData(
      response,
      limited(request, sortedByLabels(found)).map(({ labels }) => labels),
    );
  });
  both('/api/v1/labels', (request, response) => {
    const names = new Set(labelsOf(request, false).flatMap(Object.keys));
    sendData(response, limited(request, [...names].sort()));
  });
  router.get('/api/v1/label/:name/values', (request, response) => {
    const { name } = request.params;
    if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
      throw new PromError(
        'bad_data',
        `invalid label name: ${JSON.stringify(name)}`,
      );
    }
    const values = new Set(
      labelsOf(request, false).flatMap(labels => labels[name] ?? []),
    );
    sendData(response, limited(request, [...values].sort()));
  });
  router.get('/api/v1/metadata', (request, response) => {
    const wanted = parameter(request, 'metric');
    const names = new Set(labelsOf(request, false).map(labels => labels[NAME]));
    const entries = [...names]
      .filter(name => !wanted || name === wanted)
      .sort()
      .map(name => [name, [{ type: typeOf(name), help: '', unit: '' }]]);
    sendData(response, Object.fromEntries(limited(request, entries)));
  });
  router.get('/api/v1/rules', (request, response) => {
    sendData(response, rulesAnswer(engine, request));
  });
  router.get('/api/v1/alerts', (_, response) => {
    sendData(response, { alerts: engine.alerts().map(alertAnswer) });
  });
  router.get('/api/v1/status/buildinfo', (_, response) => {
    sendData(response, {
      version: '3.14.0+sandbox',
      revision: 'sandbox',
      branch: 'HEAD',
      buildUser: '',
      buildDate: '',
      goVersion: '',
    });
  });

  router.use((request, response) => {
    if (!['GET', 'HEAD', 'POST'].includes(request.method)) {
      response.status(405).type('text/plain').end('Method Not Allowed\n');
      return;
    }
    response.status(404).type('text/plain').end('404 page not found\n');
  });
  router.use(errorsAs(sendError));
  return router;
}

function readQuery(request: Request): Expr {
  try {
    return parseQuery(parameter(request, 'query') ?? '');
  } catch (error) {
    if (error instanceof PromError && error.type === 'bad_data')
      throw invalid('query', error.message);
    throw error;
  }
}

function readSelector(match: string) {
  try {
    return parseSelector(match);
  } catch (error) {
    throw invalid('match[]', (error as Error).message);
  }
}

/** Two series of the same labels are no answer. */
function distinct(samples: Sample[]): Sample[] {
  const keys = new Set(samples.map(({ labels }) => keyOf(labels)));
  if (keys.size < samples.length) {
    throw new PromError(
      'execution',
      'vector cannot contain metrics with the same labelset',
    );
  }
  return samples;
}

function add(series: Map<string, Samples>, sample: Sample, time: number) {
  const key = keyOf(sample.labels);
  const one = series.get(key) ?? {
    labels: sample.labels,
    times: [],
    values: [],
  };
  series.set(key, one);
  one.times.push(time);
  one.values.push(sample.value);
}

/** As far as the name tells it. */
function typeOf(name: string): string {
  if (/_bucket$/.test(name)) return 'histogram';
  return /_(total|xx|timeout|retry|overflow|fail)$/.test(name)
    ? 'counter'
    : 'gauge';
}
