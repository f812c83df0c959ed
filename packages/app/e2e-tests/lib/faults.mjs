import { askSandbox, tellSandbox } from './sandbox.mjs';

/** Of the troubles one is about a folder of Vault; the others do not look at it. */
const folder = 'tenant-demo';

/** Everything that the sandbox says can be wrong in an environment: how it begins, and how it ends. */
export async function faultsOf(sandbox) {
  const { parts, troubles } = await askSandbox(sandbox, 'troubles');
  return [
    ...parts.map(part => ({
      name: `${part} is down`,
      begin: ['down', { part }],
      end: ['up', { part }],
    })),
    ...troubles.map(trouble => ({
      name: trouble,
      begin: ['trouble', { trouble, folder }],
      end: ['trouble', { trouble, folder, end: true }],
    })),
    { name: 'Vault is sealed', begin: ['seal', {}], end: ['unseal', {}] },
  ];
}

/** Calls back while a fault lasts in the environment `local`. */
export async function during(sandbox, { name, begin, end }, look) {
  const tell = ([command, body]) =>
    tellSandbox(sandbox, command, { environment: 'local', ...body });
  await tell(begin);
  try {
    await look();
  } catch (error) {
    throw new Error(`while ${name}: ${error.message}`, { cause: error });
  } finally {
    await tell(end);
  }
}
