import type { Application } from '@idp/plugin-argocd-common';
import { between } from './duration';

/** A sync that was asked for on this page. */
export interface AskedSync {
  /** When the operation began that was there before; undefined where there was none. */
  before?: string;
  dryRun?: boolean;
}

/** How the sync goes that somebody asked for, or that runs anyway. */
export type Progress =
  | { what: 'asked' }
  | { what: 'running' | 'terminating'; since?: string; message?: string }
  | { what: 'succeeded' | 'tried'; took?: number; message?: string }
  | { what: 'failed'; message?: string };

/** Undefined where nothing runs and nothing was asked for. */
export function progressOf(
  { operation }: Pick<Application, 'operation'>,
  asked: AskedSync | undefined,
): Progress | undefined {
  const said = operation?.message && { message: operation.message };
  if (operation?.phase === 'Running') {
    return { what: 'running', since: operation.startedAt, ...said };
  }
  if (operation?.phase === 'Terminating') {
    return { what: 'terminating', since: operation.startedAt, ...said };
  }
  if (!asked) return undefined;
  if (!operation || operation.startedAt === asked.before) {
    return { what: 'asked' };
  }
  if (operation.phase === 'Succeeded') {
    return {
      what: asked.dryRun ? 'tried' : 'succeeded',
      took: between(operation.startedAt, operation.finishedAt),
      ...said,
    };
  }
  return { what: 'failed', ...said };
}
