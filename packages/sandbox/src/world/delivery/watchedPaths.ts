import path from 'node:path';

const ANNOTATION = 'argocd.argoproj.io/manifest-generate-paths';

/** What `manifest-generate-paths` says, from the root of the repository; the folder itself where it says nothing. */
export function watchedPaths(
  annotations: Record<string, string> | undefined,
  folder: string,
): string[] {
  const value = annotations?.[ANNOTATION];
  if (!value) return [folder];
  return value
    .split(';')
    .filter(Boolean)
    .map(entry =>
      entry.startsWith('/') ? entry.slice(1) : path.posix.join(folder, entry),
    );
}

export function isWatched(watches: readonly string[], file: string): boolean {
  return watches.some(
    watched => file === watched || file.startsWith(`${watched}/`),
  );
}
