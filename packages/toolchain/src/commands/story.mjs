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
  const portal = await startPortal({ tools, sandbox: true });
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
      chromium: findChromium(tools.env),
      pictures: path.join(root, 'test-results', 'story'),
      env: tools.env,
    });
  } finally {
    await portal.stop();
  }
}
