const REMEDIES: Record<string, string> = {
  ComparisonError:
    'Argo CD could not make or compare the manifests. Look at the change that came last: a file that does not render, a revision or path that is not there.',
  DeletionError:
    'Something keeps an object from being deleted. Look at its finalizers and events.',
  ExcludedResourceWarning:
    'Argo CD is told to leave this kind of object alone. Remove it from the manifests, or ask the platform team.',
  InvalidSpecError:
    'The Application itself is not valid: its project, destination or source. Ask whoever keeps it in Git.',
  OrphanedResourceWarning:
    'The namespace holds objects that are in no manifest. Put them into Git, or delete them.',
  RepeatedResourceWarning:
    'The manifests hold the same object twice. Remove one.',
  SharedResourceWarning:
    'Two Applications hold the same object, and each undoes the other. Remove it from one.',
  SyncError:
    'The last sync failed. Its message says which object was refused; mend it in Git, and Argo CD tries again.',
  UnknownError:
    'Argo CD itself failed. Refresh; if it stays, ask the platform team.',
};

/** What to do about a condition, in words. */
export function remedyOf(type: string): string | undefined {
  return Object.hasOwn(REMEDIES, type) ? REMEDIES[type] : undefined;
}
