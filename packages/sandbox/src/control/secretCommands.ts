import type { Environment } from '../world';
import { ControlError } from './ControlError';

const PART = /^[A-Za-z0-9._~@+=:,-]+( +[A-Za-z0-9._~@+=:,-]+)*$/;

/** What a person does with a path of Vault. */
export interface SecretCommand {
  path?: unknown;
  /** By key; made up for each key that is asked for when absent. */
  values?: unknown;
  /** A version is written when absent. */
  action?: unknown;
  customMetadata?: unknown;
}

/** Does it, and says what was done; never a value. */
export function secretCommand(
  environment: Environment,
  command: SecretCommand,
): string {
  const path = readPath(command.path);
  const { kv } = environment.vault;
  const where = `${environment.name}: kv/${path}`;
  const { action } = command;
  if (action === undefined) {
    if (environment.vault.sealed) {
      throw new ControlError(
        `${environment.name}: Vault is sealed. Open it first: npm run sandbox -- unseal`,
      );
    }
    const values = readTexts(command.values, 'values');
    const { version, data } = environment.writeSecret(path, values);
    const metadata = readTexts(command.customMetadata, 'customMetadata');
    if (metadata) kv.describe(path, { customMetadata: metadata });
    return `${where} is written, version ${version}, with ${Object.keys(
      data ?? {},
    ).join(', ')}.`;
  }
  if (!kv.get(path)) throw new ControlError(`${where} does not exist.`);
  switch (action) {
    case 'delete':
      kv.delete(path);
      return `${where}: the current version is deleted. It can be brought back: --undelete`;
    case 'undelete': {
      const { currentVersion } = kv.get(path)!;
      kv.undelete(path, [currentVersion]);
      return `${where}: version ${currentVersion} is back, where it was not destroyed.`;
    }
    case 'destroy':
      kv.destroy(path);
      return `${where}: every version is destroyed.`;
    case 'remove':
      kv.remove(path);
      return `${where} is gone, with all that was known of it.`;
    default:
      throw new ControlError(
        `There is no action ${JSON.stringify(
          action,
        )}. There are: delete, undelete, destroy, remove.`,
      );
  }
}

function readPath(path: unknown): string {
  if (
    typeof path !== 'string' ||
    path.length > 8_192 ||
    !path.includes('/') ||
    path.split('/').some(part => /^\.{1,2}$/.test(part) || !PART.test(part))
  )
    throw new ControlError('Name a path, such as tenant-demo/hello/api-token.');
  return path;
}

function readTexts(
  values: unknown,
  what: string,
): Record<string, string> | undefined {
  if (values === undefined) return undefined;
  if (
    typeof values !== 'object' ||
    values === null ||
    Object.values(values).some(value => typeof value !== 'string')
  )
    throw new ControlError(`${what}: name texts by key.`);
  return values as Record<string, string>;
}
