import { InputError, NotAllowedError } from '@backstage/errors';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import type { ForgeHead } from '@idp/plugin-changes-node';
import type { PlatformActionsOptions } from '../options';
import { readBaseRecord, type BaseRecord } from './baseRecord';
import { judgeChange, type Judgement } from './judge';
import { resolvePerson, type Person } from './person';
import { problemSentence } from './verdict';
import { readRepositoryFolder } from './workspace';

/** A workspace, and what was said of it. */
export interface JudgedWorkspace {
  judgement: Judgement;
  person: Person;
  base?: BaseRecord;
  head: ForgeHead;
}

/** Judges the workspace of a running task for the person who runs it. */
export async function judgeWorkspace(
  ctx: ActionContext<any, any>,
  options: PlatformActionsOptions,
  tenant?: string,
): Promise<JudgedWorkspace> {
  const person = await resolvePerson(ctx, options.person);
  const credentials = await ctx.getInitiatorCredentials();
  const base = await readBaseRecord(ctx.workspacePath);
  const workspace = await readRepositoryFolder(ctx.workspacePath, ctx.signal);
  const head = await options.main.recentHead(ctx.task.id, ctx.signal);
  const judgement = await judgeChange({
    workspace,
    base,
    head,
    main: options.main,
    references: options.references,
    person,
    tenant,
    groupExists: async ref =>
      Boolean(await options.catalog.getEntityByRef(ref, { credentials })),
    kustomize: await options.findKustomize(),
    scratch: ctx.workspacePath,
    signal: ctx.signal,
  });
  return { judgement, person, base, head };
}

/**
 * Refuses a change that has problems, with all of them.
 *
 * @throws NotAllowedError when ownership is among them, else InputError
 */
export function requireNoProblems({ problems }: Judgement): void {
  if (problems.length === 0) return;
  const message = [
    `The change is refused, ${problems.length} problem${
      problems.length > 1 ? 's' : ''
    }:`,
    ...problems.map(problemSentence),
  ].join('\n');
  throw problems.some(({ rule }) => rule === 'change-ownership')
    ? new NotAllowedError(message)
    : new InputError(message);
}
