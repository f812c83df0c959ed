import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { addressFile } from '../portal/startSandbox.mjs';
import { Problem } from '../problem.mjs';

const usage = `npm run sandbox -- status
npm run sandbox -- drift TENANT/WORKLOAD [--environment local] [--kind Deployment] [--field spec.replicas] [--value 3] [--hold SECONDS]
npm run sandbox -- secret TENANT/WORKLOAD/SECRET [--environment local]
npm run sandbox -- down|up [--environment local] [--part argocd|vault|kubernetes|grafana|prometheus|alertmanager|loki]`;

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
  if (rest.length === 0) {
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
        ...(hold !== undefined && { holdSeconds: readSeconds(hold) }),
      });
    }
    const secret = /^([a-z0-9-]+)\/([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(
      subject ?? '',
    );
    if (command === 'secret' && secret) {
      const [, tenant, workload, ofWorkload] = secret;
      return post('/secret', {
        path: `tenant-${tenant}/${workload}/${ofWorkload}`,
      });
    }
  }
  throw new Problem(usage);
}

/** A number or a truth where it looks like one, else the text. */
function readValue(text) {
  return /^(-?\d+|true|false)$/.test(text) ? JSON.parse(text) : text;
}

function readSeconds(text) {
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 3600)
    return seconds;
  throw new Problem(`--hold ${text}: write seconds, at most 3600.`);
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
    .flatMap(({ name, down, applications }) => [
      `${name}${down.length > 0 ? ` (down: ${down.join(', ')})` : ''}`,
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
