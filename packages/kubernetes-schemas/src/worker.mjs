/**
 * The schemas in a thread of their own, for callers that cannot import ES modules. First message: `{kinds}`, answered by
 * `{by, sources}`; then `{objects}`, answered by `{problems}`: pairs of an object's position and what is wrong with it.
 */

import { parentPort } from 'node:worker_threads';
import { openSchemas } from './schemas.mjs';

let schemas;

parentPort.on('message', async ({ kinds, objects }) => {
  try {
    if (kinds) {
      schemas = await openSchemas(kinds);
      const { by, sources } = schemas;
      parentPort.postMessage({ by, sources });
      return;
    }
    const problems = objects.flatMap((object, i) => {
      const found = schemas.check(object);
      return found.length > 0 ? [[i, found]] : [];
    });
    parentPort.postMessage({ problems });
  } catch (error) {
    parentPort.postMessage({ error: error.stack });
  }
});
