import { tellSandbox } from './sandbox.mjs';

/** What can be wrong in an environment of the sandbox: how it begins, and how it ends. */
const parts = [
  'argocd',
  'vault',
  'kubernetes',
  'grafana',
  'prometheus',
  'alertmanager',
  'loki',
].map(part => ({
  name: `${part} is down`,
  begin: ['down', { part }],
  end: ['up', { part }],
}));

const troubles = [
  'standby',
  'rate-limit',
  'behind',
  'no-mount',
  'data-access',
  'store-login',
  'no-external-secrets',
  'narrow-account',
].map(trouble => ({
  name: trouble,
  begin: ['trouble', { trouble }],
  end: ['trouble', { trouble, end: true }],
}));

const others = [
  { name: 'Vault is sealed', begin: ['seal', {}], end: ['unseal', {}] },
  {
    name: 'a folder is not the portal’s',
    begin: ['trouble', { trouble: 'forbidden-folder', folder: 'tenant-demo' }],
    end: [
      'trouble',
      { trouble: 'forbidden-folder', folder: 'tenant-demo', end: true },
    ],
  },
];

export const faults = [...parts, ...troubles, ...others];

/** Calls back while a fault lasts in the environment `local`. */
export async function during(sandbox, { begin, end }, look) {
  const tell = ([command, body]) =>
    tellSandbox(sandbox, command, { environment: 'local', ...body });
  await tell(begin);
  try {
    await look();
  } finally {
    await tell(end);
  }
}
