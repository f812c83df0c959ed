import express, { type Request, type Router } from 'express';
import { startFake, type Fake } from '../../fakes';
import { errorsAs } from '../../wire/errorsAs';
import { requireToken } from '../../wire/token';
import { sendData, sendError } from '../api/answers';
import { readRange } from '../api/parameters';

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
 *
 * @public
 */
export async function createFakePrometheus(options: {
  series: number;
}): Promise<FakePrometheus> {
  const token = 'made-up';
  const fake = await startFake({
    kindOf: ({ path }: Request) => path,
    router: createRouter(options.series, token),
  });
  return { ...fake, token };
}

function createRouter(series: number, token: string): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  router.use(requireToken(token));
  router.all('/api/v1/query_range', (request, response) => {
    const { start, end, step } = readRange(request);
    sendData(response, {
      resultType: 'matrix',
      result: Array.from({ length: series }, (_, index) => ({
        metric: { series: `series-${index}` },
        values: valuesOf(index, { start, end, step }),
      })),
    });
  });
  router.get('/api/v1/rules', (_, response) => {
    sendData(response, { groups: [] });
  });
  router.use(errorsAs(sendError));
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
