import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';

/** The domain below which an environment's hosts are, as a checkout says; a made-up one where it says nothing. */
export async function readDomain(
  checkout: string,
  environment: string,
): Promise<string> {
  const file = path.join(
    checkout,
    'gitops/environments',
    environment,
    'environment.yaml',
  );
  const text = await readFile(file, 'utf8').catch(() => '');
  return parse(text)?.spec?.domain ?? `${environment}.example.com`;
}
