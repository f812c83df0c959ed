import { platform } from './platform';

/** What is changed: a file, a text in it, and what stands there instead; a file that is not there is made of the latter. */
export type Edit = [file: string, from: string | RegExp, to: string];

export const BASE = 'kubernetes/echo/base';

/** The small platform with edits; fails where one changes nothing. */
export function edited(...edits: Edit[]): Record<string, string> {
  const files = { ...platform };
  for (const [file, from, to] of edits) {
    const before = files[file] ?? '';
    files[file] = before ? before.replace(from, to) : to;
    if (files[file] === before) throw new Error(`${file} stays as it is`);
  }
  return files;
}

/** A file more in the component's base. */
export const added = (file: string, text: string): Edit[] => [
  [`${BASE}/kustomization.yaml`, 'resources:\n', `resources:\n  - ${file}\n`],
  [`${BASE}/${file}`, '', text],
];

/** What the component says that its chart brings. */
export const brings = (text: string): Edit => [
  'kubernetes/echo/component.yaml',
  'spec:\n',
  `spec:\n  brings: ${text}\n`,
];
