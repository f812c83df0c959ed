import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { formsOf } from './formsOf.mjs';

/**
 * Looks for secrets wherever a portal could leave them. `secrets` is `{name: text}`; a finding names the secret and the
 * place, and never the text.
 */
export function createLeakWatch({ secrets, forge, log, databases }) {
  const forms = Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(secret).map(form => ({ name, form, bytes: Buffer.from(form) })),
  );
  const found = new Set();
  const pending = new Set();

  /** Text or bytes of a place, such as `response GET /api/…`. */
  const look = (place, content) => {
    for (const { name, form, bytes } of forms) {
      const there =
        typeof content === 'string'
          ? content.includes(form)
          : content.includes(bytes);
      if (there) found.add(`${name} in ${place}`);
    }
  };
  const later = promise => {
    pending.add(promise);
    promise.finally(() => pending.delete(promise));
  };

  return {
    look,

    /** Everything that this browser context is sent from now on. */
    follow(context) {
      context.on('response', response => {
        const request = response.request();
        const place = `response ${request.method()} ${
          new URL(response.url()).pathname
        }`;
        look(place, JSON.stringify(response.headers()));
        later(
          response
            .body()
            .then(body => look(place, body))
            // A redirect and an answer that nobody waited for have no body
            .catch(() => {}),
        );
      });
      context.on('page', page => {
        page.on('console', message => look('console', message.text()));
        page.on('websocket', socket =>
          socket.on('framereceived', ({ payload }) =>
            look('websocket', payload),
          ),
        );
      });
    },

    /** What a page shows, and what is written in its fields. */
    async page(page) {
      const shown = await page.evaluate(() =>
        [
          document.documentElement.outerHTML,
          ...Array.from(
            document.querySelectorAll('input, textarea'),
            field => field.value,
          ),
        ].join('\n'),
      );
      look(`page ${new URL(page.url()).pathname}`, shown);
    },

    /** What the browser keeps. */
    async storage(context) {
      const state = await context.storageState({ indexedDB: true });
      look('browser storage', JSON.stringify(state));
      for (const page of context.pages()) {
        const session = await page
          .evaluate(() => JSON.stringify({ ...sessionStorage }))
          .catch(() => '');
        look('session storage', session);
      }
    },

    /** Every object of the GitOps repository, whether a branch leads to it or not. */
    git() {
      const objects = execFileSync(
        'git',
        ['-C', forge, 'cat-file', '--batch-all-objects', '--batch'],
        { maxBuffer: 1 << 30 },
      );
      look('a Git object', objects);
    },

    /** What the portal has logged. */
    log: () => look('the log of the portal', log()),

    /** Every file of the databases, with rows that were deleted and not overwritten. */
    databases() {
      const files = fs
        .readdirSync(databases, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile());
      if (files.length === 0) throw new Error(`no database in ${databases}`);
      for (const { parentPath, name } of files) {
        const content = readIfThere(path.join(parentPath, name));
        if (content) look(`database ${name}`, content);
      }
      return files.length;
    },

    /** What was found since the last call, after what is on its way has arrived. */
    async findings() {
      await Promise.all(pending);
      const findings = [...found];
      found.clear();
      return findings;
    },
  };
}

/** A journal is gone as soon as its transaction is over. */
function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
