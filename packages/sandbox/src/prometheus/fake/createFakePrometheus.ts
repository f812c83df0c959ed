import express, { type Request, type Router } from 'express';
import { startFake, type Fake } from '../../fakes';
import { isAuthorized } from '../../wire/isAuthorized';
import { sendData, sendError } from '../api/answers';
import { readRange } from '../api/parameters';
import { PromError } from '../promql';

/**
 * A Prometheus that gives the same to every question.
 *
 * @public
 */
export interface FakePrometheus extends Fake {
  token: string;
}

/**
 * Starts one on loopback: every range query has as many series as one asks for, each with a value a step.
 *
 * @param options.series - of an answer
 * @param options.label - by which the series of an answer are told apart
 *
 * @public
 */
export async function createFakePrometheus(options: {
  series: number;
  label?: string;
  token?: string;
  port?: number;
}): Promise<FakePrometheus> {
  const { series, label = 'series', token = 'sandbox', port } = options;
  const fake = await startFake({
    port,
    kindOf: ({ path }: Request) => path,
    router: createRouter({ series, label, token }),
  });
  return { ...fake, token };
}

function createRouter(options: {
  series: number;
  label: string;
  token: string;
}): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  router.use((request, _, next) => {
    if (isAuthorized(request, options.token)) next();
    else next(new PromError('unauthorized', 'Unauthorized'));
  });
  router.all('/api/v1/query_range', (request, response) => {
    const { start, end, step } = readRange(request);
    sendData(response, {
      resultType: 'matrix',
      result: Array.from({ length: options.series }, (_, index) => ({
        metric: { [options.label]: `series-${index}` },
        values: valuesOf(index, { start, end, step }),
      })),
    });
  });
  router.get('/api/v1/rules', (_, response) => {
    sendData(response, { groups: [] });
  });
  router.use(
    (
      error: Error,
      _request: express.Request,
      response: express.Response,
      _next: express.NextFunction,
    ) => sendError(response, error),
  );
  return router;
}

function valuesOf(
  index: number,
  { start, end, step }: { start: number; end: number; step: number },
): Array<[number, string]> {
  const count = Math.floor((end - start) / step) + 1;
  return Array.from({ length: count }, (_, at) => {
    const time = (start + at * step) / 1000;
    return [time, String(10 + index + Math.sin(time / 1800 + index))];
  });
}
