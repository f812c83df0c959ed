import type { SecretRef } from '@idp/plugin-vault-common';

/** Where a Vault has namespaces, its command line wants to know which. */
export interface CommandPlace {
  namespace?: string;
}

const KEY = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/;

/**
 * The command that writes a secret. Values come from standard input, so that none stands in the history of a shell: of one
 * key as they are, of several as a JSON object.
 */
export function putCommand(
  ref: SecretRef,
  keys: readonly string[] = [],
  place: CommandPlace = {},
): { command: string; input?: string } {
  const known = keys.filter(key => KEY.test(key));
  const command = `${kv('put', ref, place)}`;
  if (known.length < 2) {
    return { command: `${command} ${known[0] ?? '<key>'}=-` };
  }
  return {
    command: `${command} -`,
    input: `{${known.map(key => `"${key}": "…"`).join(', ')}}`,
  };
}

/** The command that brings a deleted version back. */
export function undeleteCommand(
  ref: SecretRef,
  version: number,
  place: CommandPlace = {},
): string {
  return `${kv('undelete', ref, place, ` -versions=${version}`)}`;
}

function kv(
  verb: string,
  { mount, path }: SecretRef,
  { namespace }: CommandPlace,
  more = '',
): string {
  const where = namespace ? ` -namespace=${quoted(namespace)}` : '';
  return `vault kv ${verb}${where} -mount=${quoted(mount)}${more} ${quoted(
    path,
  )}`;
}

/** Paths hold no quotes; what a shell could take for something else stands in single ones. */
function quoted(text: string): string {
  return /^[A-Za-z0-9._@+=:,/-]+$/.test(text) && !text.startsWith('-')
    ? text
    : `'${text.replace(/'/g, `'\\''`)}'`;
}
