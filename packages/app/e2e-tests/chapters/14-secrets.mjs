import { untilItSays } from '../lib/applications.mjs';
import { findInCatalog } from '../lib/catalog.mjs';
import { decide } from '../lib/changes.mjs';
import { form } from '../lib/form.mjs';
import { tellSandbox } from '../lib/sandbox.mjs';
import { openSecrets, secretIn } from '../lib/secrets.mjs';

export const title =
  'A secret: who has to write which path, that it has arrived, and its rotation';

const path = 'tenant-payments/refunds/bank';
const environments = ['local', 'eks'];

const missingIn = (page, environment) =>
  untilItSays(secretIn(page, path, environment), 'Nothing written yet');

export async function run(story) {
  const { page, look, lookEveryWay, sandbox } = story;
  await createRefunds(story);

  // Nobody has written it: each Vault is told apart, with who has to do what.
  await openSecrets(page, 'payments/component/refunds');
  for (const environment of environments) {
    await untilItSays(
      secretIn(page, path, environment),
      'Nothing written yet',
      /Somebody in the group payments/,
      /vault kv put/,
      'broken here',
    );
  }
  await lookEveryWay('14-missing', () => missingIn(page, 'local'));

  // Written in one environment, it arrives there, on a page that nobody reloads.
  await tellSandbox(sandbox, 'secret', { environment: 'local', path });
  await untilItSays(
    secretIn(page, path, 'local'),
    'Delivered',
    'refunds--bank is there',
    /^1; 1 kept/,
  );
  await missingIn(page, 'eks');
  await look('14-one-delivered');
  await tellSandbox(sandbox, 'secret', { environment: 'eks', path });
  await untilItSays(secretIn(page, path, 'eks'), 'Delivered');

  await rotate(story);
  await everyPage(story);
}

async function createRefunds({ page, look }) {
  await page.goto('/create/templates/default/web-service');
  const fields = form(page, look);
  await fields.choose('Tenant', /Payments|payments/);
  await fields.text('Name', 'refunds');
  await page.getByText('Available').waitFor();
  await fields.text('Description', 'Gives money back');
  await fields.next();
  await fields.text('Image', 'ghcr.io/acme/refunds:1.0.0');
  await fields.next();
  await fields.add();
  await fields.text('Name', 'bank');
  await fields.addWithin();
  await fields.text('Key', 'BANK_URL');
  await fields.next();
  await fields.next();
  await page.getByText(`kv/${path}`).first().waitFor();
  await fields.review();
  await readAndMerge(page, await fields.openChange());
  await findInCatalog(page, {
    kind: 'component',
    path: '/catalog/payments/component/refunds',
  });
}

/** A new version is written, and the change that records it has every environment read it at once. */
async function rotate({ page, look, sandbox }) {
  const local = secretIn(page, path, 'local');
  for (const environment of environments) {
    await tellSandbox(sandbox, 'secret', { environment, path });
  }
  await untilItSays(local, /^2; 2 kept/, /newer version/);
  await look('14-new-version');
  await local
    .getByRole('button', { name: /^Refresh now… refunds--bank/ })
    .click();
  await look('14-refresh', { fullPage: false });
  await page.getByRole('button', { name: 'Refresh now', exact: true }).click();
  await untilItSays(local, /External Secrets was asked/);
  await local.getByText(/newer version/).waitFor({ state: 'detached' });

  await local.getByRole('link', { name: 'Rotate secret' }).click();
  const fields = form(page, look);
  await page.getByRole('button', { name: 'Next' }).waitFor();
  await fields.next();
  await look('14-rotate');
  await fields.review();
  await readAndMerge(page, await fields.openChange());
  await openSecrets(page, 'payments/component/refunds');
  const eks = secretIn(page, path, 'eks');
  await eks.getByText(/newer version/).waitFor({ state: 'detached' });
  await untilItSays(eks, 'Delivered');
}

async function readAndMerge(page, change) {
  await page.goto(`/changes/${change}`);
  await page.getByRole('button', { name: 'Merge', exact: true }).waitFor();
  await decide(page, 'Merge');
}

/** Each page of secrets, with what the sandbox has besides: one that is too old, one that nobody asks for. */
async function everyPage({ page, lookEveryWay }) {
  const pages = [
    [
      'card',
      '/catalog/payments/component/refunds',
      () =>
        page
          .getByRole('list', { name: 'Secrets' })
          .getByRole('link', { name: 'bank' }),
    ],
    [
      'delivered',
      '/catalog/payments/component/refunds/vault',
      () => secretIn(page, path, 'eks').getByText('Delivered').first(),
    ],
    [
      'tenant',
      '/catalog/default/system/payments/vault',
      () => page.getByRole('button', { name: /bank of payments\/refunds/ }),
    ],
    [
      'overdue',
      '/catalog/demo/component/hello/vault',
      () => page.getByText(/overdue by/).first(),
    ],
    ['list', '/vault', () => page.getByText(path).first()],
    [
      'groups',
      '/vault?groupBy=group',
      () => page.getByRole('button', { name: /^payments/ }),
    ],
    [
      'none',
      '/vault?q=nothing-like-this',
      () => page.getByText('No secret fits the filters'),
    ],
    [
      'calendar',
      '/vault/rotations',
      () => page.getByRole('heading', { name: 'Due already' }),
    ],
    [
      'home',
      '/',
      () => page.getByRole('list', { name: 'Secrets that need somebody' }),
    ],
  ];
  for (const [name, address, shown] of pages) {
    await page.goto(address);
    await shown().waitFor();
    await lookEveryWay(`14-${name}`, () => shown().waitFor());
  }
}
