import fs from 'node:fs';
import path from 'node:path';
import { checkout } from '../lib/folders';

/** What a GitOps repository is made of. */
const wanted = ['gitops', 'templates', 'kubernetes'];

/** Copies this checkout's GitOps files, with what is not committed yet. */
export async function copyCheckout(target: string): Promise<void> {
  for (const folder of wanted) {
    fs.cpSync(path.join(checkout, folder), path.join(target, folder), {
      recursive: true,
      filter: source => path.basename(source) !== 'node_modules',
    });
  }
}
