import fs from 'node:fs';
import path from 'node:path';
import { paths } from '@idp/platform-contract';

const isCheckout = (folder: string) =>
  fs.existsSync(path.join(folder, paths.tenants));

/**
 * The checkout that a person means.
 *
 * @param named - as it was written; the checkout that this command belongs to where nothing was
 * @param from - the folder that the command was given in
 * @throws with what to write instead, where it is no GitOps repository of this layout
 */
export function checkoutFolder(
  named: string | undefined,
  { own, from }: { own: string; from: string },
): string {
  if (named === undefined) return own;
  const folder = path.resolve(from, named);
  if (isCheckout(folder)) return folder;
  if (!fs.existsSync(folder)) {
    throw new Error(
      `There is no folder ${folder}. Name the top of a checkout, or nothing for ${own}.`,
    );
  }
  const top = checkoutAbove(folder);
  throw new Error(
    top
      ? `${folder} is a part of a GitOps repository. It is checked as a whole, so name its top: ${top}. What a change touches alone is checked by --changed REF.`
      : `${folder} is not a GitOps repository of this layout: it has no folder ${paths.tenants}. Name the top of a checkout that has it (docs/contract.md).`,
  );
}

function checkoutAbove(folder: string): string | undefined {
  const above = path.dirname(folder);
  if (above === folder) return undefined;
  return isCheckout(above) ? above : checkoutAbove(above);
}
