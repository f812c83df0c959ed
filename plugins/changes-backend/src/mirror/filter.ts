import type { Change, ChangeState } from '@idp/plugin-changes-common';

/** Which changes a reader wants to see. */
export interface ChangeFilter {
  /** All when absent. */
  state?: ChangeState;
  /** Full reference, lower case, of a tenant or workload that the change touches. */
  entityRef?: string;
  /** Full reference, lower case, of who asked for it. */
  author?: string;
  /** Words that all have to be in the title, key, body or references. */
  text?: string;
}

export function matches(change: Change, filter: ChangeFilter): boolean {
  const { state, entityRef, author, text } = filter;
  if (state && change.state !== state) return false;
  if (author && change.author?.entityRef?.toLowerCase() !== author) {
    return false;
  }
  if (entityRef && !touches(change, entityRef)) return false;
  if (text) {
    const haystack = [
      change.title,
      change.key,
      change.id,
      change.author?.name,
      ...change.entityRefs,
    ]
      .join('\n')
      .toLowerCase();
    return text
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .every(word => haystack.includes(word));
  }
  return true;
}

/** A tenant is touched also by a change of one of its workloads. */
function touches(change: Change, entityRef: string): boolean {
  const tenant = /^system:default\/(.+)$/.exec(entityRef)?.[1];
  return change.entityRefs.some(ref => {
    const touched = ref.toLowerCase();
    return (
      touched === entityRef ||
      (tenant !== undefined && touched.startsWith(`component:${tenant}/`))
    );
  });
}
