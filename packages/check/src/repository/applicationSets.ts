import path from 'node:path';
import type { KubernetesObject, ValuePath } from './types';

interface Expansion {
  applications: KubernetesObject[];
  /** What is not understood, so that nobody takes silence for a yes. */
  unknown: Array<{ at: ValuePath; reason: string }>;
}

/**
 * What Argo CD makes of an ApplicationSet with git directory generators and Go templates, as far as this repository uses
 * them: `{{ .path.path }}`, `{{ .path.basename }}` and `{{ index .path.segments N }}`.
 *
 * @param folders - folders that exist; a pattern can name any of them
 */
export function expandApplicationSet(
  set: KubernetesObject,
  folders: readonly string[],
): Expansion {
  const result: Expansion = { applications: [], unknown: [] };
  const generators: any[] = set.spec?.generators ?? [];
  generators.forEach((generator, i) => {
    const directories = generator.git?.directories;
    if (!Array.isArray(directories)) {
      result.unknown.push({
        at: ['spec', 'generators', i],
        reason: `The ApplicationSet ${set.metadata.name} has a generator that the check cannot follow, so nobody knows what it deploys`,
      });
      return;
    }
    for (const folder of selected(directories, folders)) {
      try {
        result.applications.push({
          apiVersion: set.apiVersion,
          kind: 'Application',
          ...fill(set.spec.template, folder),
        });
      } catch (error) {
        result.unknown.push({
          at: ['spec', 'template'],
          reason: `The ApplicationSet ${set.metadata.name}: ${
            (error as Error).message
          }`,
        });
        return;
      }
    }
  });
  return result;
}

/** A folder is in where a pattern takes it and none excludes it. */
function selected(
  directories: Array<{ path: string; exclude?: boolean }>,
  folders: readonly string[],
): string[] {
  const patterns = directories.map(({ path: pattern, exclude = false }) => ({
    exclude,
    regex: segmentsRegex(pattern),
  }));
  return folders.filter(folder => {
    const matching = patterns.filter(({ regex }) => regex.test(folder));
    return matching.length > 0 && matching.every(({ exclude }) => !exclude);
  });
}

/** A star stands for a part of one segment, as in Go's path.Match. */
function segmentsRegex(pattern: string): RegExp {
  const parts = pattern
    .split('*')
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}

function fill(template: any, folder: string): any {
  if (typeof template === 'string') return fillText(template, folder);
  if (Array.isArray(template)) return template.map(item => fill(item, folder));
  if (typeof template === 'object' && template !== null) {
    return Object.fromEntries(
      Object.entries(template).map(([key, value]) => [
        key,
        fill(value, folder),
      ]),
    );
  }
  return template;
}

function fillText(text: string, folder: string): string {
  return text.replace(/\{\{(.*?)\}\}/g, (whole, inner: string) => {
    const expression = inner.trim().replace(/\s+/g, ' ');
    const index = /^index \.path\.segments (\d+)$/.exec(expression)?.[1];
    const value =
      index === undefined
        ? {
            '.path.path': folder,
            '.path.basename': path.posix.basename(folder),
          }[expression]
        : folder.split('/')[Number(index)];
    if (value === undefined) {
      throw new Error(
        `its template has '${whole}', which the check cannot fill`,
      );
    }
    return value;
  });
}
