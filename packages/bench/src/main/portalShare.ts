import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBrowser } from '../../../app/e2e-tests/lib/browser.mjs';
import { backstageCliCaptured } from '../../../toolchain/src/backstageCli.mjs';
import { findChromium } from '../../../toolchain/src/chromium.mjs';
import { signInToVisit } from '../lib/chromium';
import { cpuSecondsOf } from '../lib/cpuTimes';
import { ratio, type Measure } from '../lib/measure';
import { root, startPortal, temporaryFolder, tools } from '../lib/portal';
import { median } from '../lib/statistics';

const RUNS = 3;
const app = path.join(root, 'packages', 'app');
const dist = path.join(app, 'dist');

/** What our plugins add to the same portal: production builds with and without them, in turns. */
export async function* portalShare(): AsyncGenerator<Measure> {
  const { folder, remove } = temporaryFolder();
  const plain = {
    entry: path.join(root, 'packages/bench/src/main/plainBackend.ts'),
    config: {
      app: { packages: { exclude: ourPackages() } },
      catalog: {
        locations: [
          { type: 'file', target: path.join(root, 'catalog-info.yaml') },
        ],
        rules: [{ allow: ['Component', 'Domain', 'Resource', 'System'] }],
      },
    },
  };
  try {
    const builds = {
      plain: await build(path.join(folder, 'plain'), plain.config),
      ours: await build(path.join(folder, 'ours')),
    };
    const cpu = { plain: [] as number[], ours: [] as number[] };
    const bytes = { plain: 0, ours: 0 };
    for (let run = 0; run < RUNS; run++) {
      for (const which of ['plain', 'ours'] as const) {
        use(builds[which]);
        const portal = await startPortal(which === 'plain' ? plain : {});
        try {
          cpu[which].push(cpuSecondsOf(portal.pid));
          if (run === 0) bytes[which] = await bytesOfEntityPage(portal.url);
        } finally {
          await portal.stop();
        }
      }
    }
    yield ratio('CPU until the backend is ready, with our plugins', {
      value: median(cpu.ours),
      base: median(cpu.plain),
      atMost: 1.15,
      unit: 's',
      detail: `medians of ${RUNS}`,
    });
    if (bytes.plain) {
      yield ratio('gzipped bytes of an entity page, with our plugins', {
        value: bytes.ours / 1024,
        base: bytes.plain / 1024,
        atMost: 1.15,
        unit: 'KiB',
      });
    }
  } finally {
    remove();
  }
}

/** The packages of this repository that the front end is made of. */
function ourPackages(): string[] {
  const manifest = fs.readFileSync(path.join(app, 'package.json'), 'utf8');
  return Object.keys(JSON.parse(manifest).dependencies).filter(name =>
    name.startsWith('@idp/'),
  );
}

/** Builds the front end for production, and keeps it in a folder. */
async function build(target: string, config?: object): Promise<string> {
  const args = ['package', 'build'];
  if (config) {
    const file = `${target}.yaml`;
    fs.writeFileSync(file, JSON.stringify(config));
    args.push('--config', path.join(root, 'app-config.yaml'));
    args.push('--config', file);
  }
  const { code, output } = await backstageCliCaptured(tools, args, {
    cwd: app,
  });
  if (code !== 0) throw new Error(output);
  fs.cpSync(dist, target, { recursive: true });
  return target;
}

function use(folder: string) {
  fs.rmSync(dist, { recursive: true, force: true });
  fs.cpSync(folder, dist, { recursive: true });
}

/** Of everything but API answers that a first visit of an entity's page asks for; 0 without a browser. */
async function bytesOfEntityPage(url: string): Promise<number> {
  const executable = findChromium();
  if (!executable) return 0;
  const browser = await openBrowser(executable);
  try {
    const visit = await signInToVisit(browser, url);
    const sizes = await visit('portal', 'Relations', response =>
      new URL(response.url()).pathname.startsWith('/api/')
        ? undefined
        : response.body().then(
            body => gzipSync(body).length,
            () => 0,
          ),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  } finally {
    await browser.close();
  }
}
