import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { findChromium } from '../chromium.mjs';
import { buildApp } from '../portal/buildApp.mjs';
import { startPortal } from '../portal/startPortal.mjs';
import { Problem } from '../problem.mjs';
import { root } from '../root.mjs';

/** `npm run story`: the main job in a real browser. Pictures are left in test-results/story. */
export async function run({ tools }) {
  if (!findChromium(tools.env)) {
    throw new Problem(
      'The story needs Chromium. Install it (Debian: apt-get install chromium) or name it in IDP_CHROMIUM.',
    );
  }
  const { passed, failed } = await runStory({ tools });
  console.log(`\nstory: ${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** Runs every chapter of the story against one portal: `{passed, failed}`. */
export async function runStory({ tools }) {
  await buildApp({ tools });
  // What no page, answer, log, database or Git object may ever hold; the last chapter looks for it.
  const secrets = {
    'the token of the sandbox': random(),
    'a value in Vault': random(),
  };
  const [token, mark] = Object.values(secrets);
  const databases = fs.mkdtempSync(path.join(os.tmpdir(), 'idp-story-'));
  const portal = await startPortal({
    tools,
    config: {
      backend: {
        database: {
          client: 'better-sqlite3',
          connection: { directory: databases },
        },
      },
    },
    env: { IDP_SANDBOX_TOKEN: token },
    sandbox: {
      env: { IDP_SANDBOX_TOKEN: token, IDP_SANDBOX_VALUE_MARK: mark },
    },
  });
  try {
    const { tellStory } = await import(
      pathToFileURL(
        path.join(root, 'packages', 'app', 'e2e-tests', 'story.mjs'),
      )
    );
    return await tellStory({
      url: portal.url,
      forge: portal.forge,
      sandbox: portal.sandbox.url,
      log: portal.log,
      databases,
      secrets,
      chromium: findChromium(tools.env),
      pictures: path.join(root, 'test-results', 'story'),
      env: tools.env,
    });
  } finally {
    await portal.stop();
    fs.rmSync(databases, { recursive: true, force: true });
  }
}

/** Nothing that could be met by chance. */
const random = () => `canary-${crypto.randomBytes(16).toString('base64url')}`;
