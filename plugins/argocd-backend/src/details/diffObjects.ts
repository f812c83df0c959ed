import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResourceDiff } from '@idp/plugin-argocd-common';
import { object } from '@idp/upstream/wire';
import { structuredPatch } from 'diff';
import { stringify } from 'yaml';
import { maskSecrets } from './maskSecrets';
import { withoutNoise } from './withoutNoise';

/** The two sides of one object, as JSON; undefined where there is none. */
export interface Sides {
  group: string;
  kind: string;
  namespace?: string;
  name: string;
  before?: string;
  after?: string;
}

const CONTEXT_LINES = 3;
/** A bigger object takes the backend's time and nobody reads it. */
const MOST_OBJECT_BYTES = 256 * 1024;
const MOST_PATCH_BYTES = 128 * 1024;
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_MS = 500;

/** How objects differ, the sides that are the same left out. Values of Secrets are masked before anything is compared. */
export async function diffObjects(objects: Sides[]): Promise<ResourceDiff[]> {
  const items: ResourceDiff[] = [];
  let bytes = 0;
  for (const sides of objects) {
    const item = diffObject(sides, bytes >= MOST_BYTES);
    if (!item) continue;
    bytes += item.patch?.length ?? 0;
    items.push(item);
    // Others are waiting, too.
    await nextTurn();
  }
  return items.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function diffObject(sides: Sides, noRoom: boolean): ResourceDiff | undefined {
  const { group, kind, namespace, name, before, after } = sides;
  if (before === after) return undefined;
  const head = { group, kind, namespace, name, status: statusOf(sides) };
  const tooLarge: ResourceDiff = { ...head, omitted: 'too-large' };
  if (noRoom || [before, after].some(tooBig)) return tooLarge;
  const { before: from, after: to } = maskSecrets(parse(before), parse(after));
  const path = nameOf(sides);
  const texts = [from, to].map(side => (side ? textOf(side) : ''));
  if (texts[0] === texts[1]) return undefined;
  const found = structuredPatch(path, path, texts[0], texts[1], '', '', {
    context: CONTEXT_LINES,
    timeout: MOST_MS,
  });
  if (!found) return tooLarge;
  const patch = [
    `diff --git a/${path} b/${path}`,
    from ? `--- a/${path}` : '--- /dev/null',
    to ? `+++ b/${path}` : '+++ /dev/null',
    ...found.hunks.flatMap(hunk => [
      `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
      ...hunk.lines,
    ]),
    '',
  ].join('\n');
  return patch.length > MOST_PATCH_BYTES ? tooLarge : { ...head, patch };
}

function statusOf({ before, after }: Sides): ResourceDiff['status'] {
  if (before === undefined) return 'missing';
  return after === undefined ? 'extra' : 'modified';
}

function tooBig(text: string | undefined): boolean {
  return (text?.length ?? 0) > MOST_OBJECT_BYTES;
}

function parse(text: string | undefined): Record<string, unknown> | undefined {
  return text === undefined ? undefined : object(JSON.parse(text));
}

function textOf(manifest: Record<string, unknown>): string {
  return stringify(withoutNoise(manifest), {
    lineWidth: 0,
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
}

function nameOf({
  group,
  kind,
  namespace,
  name,
}: Pick<Sides, 'group' | 'kind' | 'namespace' | 'name'>): string {
  return [group, kind, namespace, name].filter(Boolean).join('/');
}
