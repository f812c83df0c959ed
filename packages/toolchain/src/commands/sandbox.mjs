import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { addressFile } from '../portal/startSandbox.mjs';
import { Problem } from '../problem.mjs';

const usage = `npm run sandbox -- status
npm run sandbox -- drift TENANT/WORKLOAD [--environment local] [--kind Deployment] [--field spec.replicas] [--value 3] [--hold SECONDS]
npm run sandbox -- secret TENANT/WORKLOAD/SECRET|--path PATH [KEY=VALUE …] [--delete|--undelete|--destroy|--remove]
npm run sandbox -- seal|unseal
npm run sandbox -- trouble NAME [--folder PATH] [--end]
npm run sandbox -- fault TENANT/WORKLOAD [--environment local] [--for SECONDS]
npm run sandbox -- load TENANT/WORKLOAD [--environment local] [--factor 5] [--for SECONDS]
npm run sandbox -- down|up [--environment local] [--part NAME]`;

/** `npm run sandbox -- …`: tells the sandbox of a running `npm start` what to do. */
export async function run({ args }) {
  const request = readRequest(args);
  const answer = await ask(request);
  console.log(answer.message ?? describe(answer));
  return 0;
}

/** What to ask for: `{method, path, body?}`. */
export function readRequest(args) {
  let parsed;
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        environment: { type: 'string', default: 'local' },
        kind: { type: 'string' },
        name: { type: 'string' },
        field: { type: 'string' },
        value: { type: 'string' },
        hold: { type: 'string' },
        part: { type: 'string' },
        path: { type: 'string' },
        delete: { type: 'boolean' },
        undelete: { type: 'boolean' },
        destroy: { type: 'boolean' },
        remove: { type: 'boolean' },
        folder: { type: 'string' },
        end: { type: 'boolean' },
        factor: { type: 'string' },
        for: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Problem(`${error.message}\n\n${usage}`);
  }
  const [command, subject, ...rest] = parsed.positionals;
  const { environment, kind, name, field, value, hold, part } = parsed.values;
  const post = (path, body) => ({
    method: 'POST',
    path,
    body: { environment, ...body },
  });
  if (command === 'secret') {
    const wanted = readSecret(subject, rest, parsed.values);
    if (wanted) return post('/secret', wanted);
  } else if (rest.length === 0) {
    if (command === 'status' && !subject)
      return { method: 'GET', path: '/status' };
    if ((command === 'down' || command === 'up') && !subject) {
      return post(`/${command}`, { part });
    }
    if (command === 'drift' && subject) {
      return post('/drift', {
        workload: subject,
        kind,
        name,
        field,
        ...(value !== undefined && { value: readValue(value) }),
        ...(hold !== undefined && { holdSeconds: readSeconds('--hold', hold) }),
      });
    }
    if ((command === 'fault' || command === 'load') && subject) {
      const { factor, for: duration } = parsed.values;
      return post(`/${command}`, {
        workload: subject,
        ...(factor !== undefined && { factor: Number(factor) }),
        ...(duration !== undefined && {
          seconds: readSeconds('--for', duration),
        }),
      });
    }
    if ((command === 'seal' || command === 'unseal') && !subject) {
      return post(`/${command}`, {});
    }
    if (command === 'trouble' && subject) {
      const { folder, end } = parsed.values;
      return post('/trouble', { trouble: subject, folder, end });
    }
  }
  throw new Problem(usage);
}

/** What to do with a path of Vault: the one of a workload's secret, or any. Undefined where that cannot be told. */
function readSecret(subject, rest, values) {
  const actions = ['delete', 'undelete', 'destroy', 'remove'].filter(
    action => values[action],
  );
  const ofWorkload = /^([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(
    subject ?? '',
  );
  const path =
    values.path ??
    (ofWorkload && `tenant-${ofWorkload[1]}/${ofWorkload[2]}/${ofWorkload[3]}`);
  const pairs = (values.path && subject ? [subject] : [])
    .concat(rest)
    .map(text => /^([^=]+)=([\s\S]*)$/.exec(text));
  if (!path || actions.length > 1 || pairs.includes(null)) return undefined;
  if (actions.length === 1 && pairs.length > 0) return undefined;
  return {
    path,
    ...(actions.length === 1 && { action: actions[0] }),
    ...(pairs.length > 0 && {
      values: Object.fromEntries(pairs.map(([, key, value]) => [key, value])),
    }),
  };
}

/** A number or a truth where it looks like one, else the text. */
function readValue(text) {
  return /^(-?\d+|true|false)$/.test(text) ? JSON.parse(text) : text;
}

function readSeconds(option, text) {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600)
    return seconds;
  throw new Problem(`${option} ${text}: write seconds, at most 3600.`);
}

async function ask({ method, path, body }) {
  let url;
  try {
    ({ url } = JSON.parse(fs.readFileSync(addressFile, 'utf8')));
  } catch {
    throw new Problem(
      'No sandbox runs. Start it together with the portal: npm start',
    );
  }
  let response;
  try {
    response = await fetch(`${url}/control${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new Problem(
      `The sandbox at ${url} does not answer. Start it together with the portal: npm start`,
    );
  }
  const answer = await response.json();
  if (!response.ok) throw new Problem(answer.message);
  return answer;
}

/** Shown as Git wants it, so there is nothing to say of it. */
const isPlatform = ({ name }) => /^(root|platform)(--|$)/.test(name);

function describe({ environments }) {
  return environments
    .flatMap(({ name, down, troubles, applications }) => [
      `${name}${down.length > 0 ? ` (down: ${down.join(', ')})` : ''}${
        troubles.length > 0 ? ` (troubles: ${troubles.join(', ')})` : ''
      }`,
      ...applications
        .filter(one => !isPlatform(one))
        .map(
          one =>
            `  ${one.name.padEnd(40)} ${one.sync.padEnd(10)} ${one.health}`,
        ),
      `  and ${
        applications.filter(one => isPlatform(one)).length
      } of the platform`,
    ])
    .join('\n');
}
