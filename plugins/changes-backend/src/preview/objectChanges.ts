import type { ChangeFile } from '@idp/plugin-changes-common';
import { structuredPatch } from 'diff';
import { stringify } from 'yaml';

const CONTEXT_LINES = 3;
const MOST_LINES = 5_000;

/** Objects of a kustomization, as they differ between two builds; each as a file named `<kind>/<name>`. */
export function objectChanges(
  before: readonly object[],
  after: readonly object[],
): { objects: ChangeFile[]; unchanged: number } {
  const old = textsOf(before);
  const fresh = textsOf(after);
  const objects: ChangeFile[] = [];
  let unchanged = 0;
  for (const name of [...new Set([...old.keys(), ...fresh.keys()])].sort()) {
    const [from, to] = [old.get(name), fresh.get(name)];
    if (from === to) unchanged += 1;
    else objects.push(fileOf(name, from, to));
  }
  return { objects, unchanged };
}

function textsOf(objects: readonly object[]): Map<string, string> {
  return new Map(
    objects.map(object => [
      nameOf(object),
      stringify(object, { lineWidth: 0, aliasDuplicateObjects: false }),
    ]),
  );
}

/** A generated ConfigMap has its content's hash in its name; under another one it is still the same to a reader. */
function nameOf(object: any): string {
  const { kind, metadata } = object;
  const name =
    kind === 'ConfigMap'
      ? metadata.name.replace(/-[0-9a-z]{10}$/, '')
      : metadata.name;
  return `${kind}/${name}`;
}

function fileOf(
  path: string,
  from: string | undefined,
  to: string | undefined,
): ChangeFile {
  const { hunks } = structuredPatch(path, path, from ?? '', to ?? '', '', '', {
    context: CONTEXT_LINES,
  });
  const lines = hunks.flatMap(hunk => hunk.lines);
  const counted = {
    path,
    status: statusOf(from, to),
    additions: lines.filter(line => line.startsWith('+')).length,
    deletions: lines.filter(line => line.startsWith('-')).length,
  };
  if (lines.length > MOST_LINES) return { ...counted, omitted: 'too-large' };
  return {
    ...counted,
    patch: [
      `diff --git a/${path} b/${path}`,
      ...(counted.status === 'added' ? ['new file mode 100644'] : []),
      ...(counted.status === 'deleted' ? ['deleted file mode 100644'] : []),
      'index 0000000..1111111 100644',
      from === undefined ? '--- /dev/null' : `--- a/${path}`,
      to === undefined ? '+++ /dev/null' : `+++ b/${path}`,
      ...hunks.flatMap(hunk => [
        `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
        ...hunk.lines,
      ]),
      '',
    ].join('\n'),
  };
}

function statusOf(
  from: string | undefined,
  to: string | undefined,
): ChangeFile['status'] {
  if (from === undefined) return 'added';
  return to === undefined ? 'deleted' : 'modified';
}
