import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bed } from '../../bed/Bed';

/** Writes Gitea's configuration where it is not there yet; returns its path. */
export function giteaConfig(bed: Bed): string {
  const file = bed.file('gitea', 'app.ini');
  if (fs.existsSync(file)) return file;
  const data = (...parts: string[]) => bed.dir('gitea', ...parts);
  const random = () => crypto.randomBytes(32).toString('base64url');
  fs.writeFileSync(
    file,
    ini({
      '': {
        APP_NAME: 'Test bed',
        RUN_USER: os.userInfo().username,
        RUN_MODE: 'prod',
        WORK_PATH: data(),
      },
      server: {
        PROTOCOL: 'http',
        HTTP_ADDR: '127.0.0.1',
        HTTP_PORT: bed.ports.get('gitea'),
        DOMAIN: '127.0.0.1',
        ROOT_URL: `${bed.url('gitea')}/`,
        STATIC_ROOT_PATH: path.join(bed.componentFolder('gitea'), 'static'),
        APP_DATA_PATH: data('data'),
        DISABLE_SSH: true,
        // It looks nothing up by itself.
        OFFLINE_MODE: true,
        LFS_START_SERVER: false,
      },
      database: { DB_TYPE: 'sqlite3', PATH: path.join(data(), 'gitea.db') },
      repository: { ROOT: data('repositories'), DEFAULT_BRANCH: 'main' },
      git: { HOME_PATH: data('home') },
      security: {
        INSTALL_LOCK: true,
        SECRET_KEY: random(),
        // Gitea makes this one itself; signed by nobody else.
        INTERNAL_TOKEN: internalToken(),
        PASSWORD_HASH_ALGO: 'pbkdf2_v1',
      },
      oauth2: { JWT_SECRET: random() },
      service: { DISABLE_REGISTRATION: true },
      // Its hooks go to the portal and to Argo CD on this machine.
      webhook: { ALLOWED_HOST_LIST: 'loopback', DELIVER_TIMEOUT: 10 },
      actions: { ENABLED: false },
      packages: { ENABLED: false },
      indexer: { REPO_INDEXER_ENABLED: false },
      'cron.update_checker': { ENABLED: false },
      log: { MODE: 'console', LEVEL: 'Warn', ROOT_PATH: data('log') },
    }),
    { mode: 0o600 },
  );
  return file;
}

/** A token that Gitea's processes know each other by. */
function internalToken(): string {
  const encode = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({
    nbf: Math.floor(Date.now() / 1000),
  })}`;
  const signature = crypto
    .createHmac('sha256', crypto.randomBytes(32))
    .update(content)
    .digest('base64url');
  return `${content}.${signature}`;
}

function ini(
  sections: Record<string, Record<string, string | number | boolean>>,
): string {
  return Object.entries(sections)
    .flatMap(([name, values]) => [
      ...(name ? [`[${name}]`] : []),
      ...Object.entries(values).map(([key, value]) => `${key} = ${value}`),
      '',
    ])
    .join('\n');
}
