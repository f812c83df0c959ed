import { execFileSync } from 'node:child_process';
import { during, faultsOf } from '../lib/faults.mjs';

export const title =
  'Whatever goes wrong, no value of a secret and no token is in any answer, page, log, database, browser or Git object';

const workload = '/catalog/payments/component/orders';
const pages = [
  `${workload}/vault`,
  `${workload}/argocd`,
  `${workload}/observability`,
  `${workload}/kubernetes`,
  '/vault',
];

export async function run({ context, page, forge, leaks, planted, sandbox }) {
  const lookEverywhere = async () => {
    await leaks.page(page);
    await leaks.storage(context);
    leaks.git();
    leaks.log();
    leaks.databases();
    return leaks.findings();
  };
  for (const fault of await faultsOf(sandbox)) {
    await during(sandbox, fault, async () => {
      for (const path of pages) {
        await page.goto(path);
        await page.getByRole('heading').first().waitFor();
        await page.waitForLoadState('networkidle');
        await leaks.page(page);
      }
    });
  }
  const findings = await lookEverywhere();
  if (findings.length > 0) {
    throw new Error(`a secret shows:\n            ${findings.join('\n')}`);
  }

  // The search itself: a secret that is put into each of these places by hand is found there.
  await plant({ context, page, forge, planted });
  const found = await lookEverywhere();
  const missed = [
    'response GET /planted',
    'page /catalog',
    'browser storage',
    'session storage',
    'a Git object',
    'the log of the portal',
    'database user-settings.sqlite',
  ].filter(
    place =>
      !found.some(one => one.startsWith(`the planted secret in ${place}`)),
  );
  if (missed.length > 0) {
    throw new Error(
      `a secret put there by hand is not found in: ${missed.join(', ')}`,
    );
  }
}

async function plant({ context, page, forge, planted }) {
  const encoded = Buffer.from(`"${planted}"`).toString('base64');
  await context.route('**/planted', route =>
    route.fulfill({ json: { encoded } }),
  );
  const token = await identity(page);
  await page.evaluate(
    async ({ secret, bearer }) => {
      localStorage.setItem('planted', secret);
      sessionStorage.setItem('planted', secret);
      document.body.append(secret);
      await fetch('/planted').then(response => response.text());
      const headers = {
        authorization: `Bearer ${bearer}`,
        'content-type': 'application/json',
      };
      // What is asked for is logged, and this is kept
      await fetch(
        `/api/catalog/entities/by-query?filter=metadata.name=${secret}`,
        {
          headers,
        },
      );
      await fetch('/api/user-settings/buckets/story/keys/kept', {
        method: 'PUT',
        headers,
        body: JSON.stringify({ value: secret }),
      });
    },
    { secret: planted, bearer: token },
  );
  execFileSync('git', ['-C', forge, 'hash-object', '-w', '--stdin'], {
    input: planted,
  });
}

/** The token that the page itself sends with its next question to the backend. */
async function identity(page) {
  const asked = page.waitForRequest(
    request =>
      request.url().includes('/api/') &&
      request.headers().authorization?.startsWith('Bearer '),
  );
  await page.goto('/catalog');
  const [, token] = (await asked).headers().authorization.split(' ');
  await page.getByRole('table').first().waitFor();
  return token;
}
