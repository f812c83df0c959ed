import { findKustomize } from '@idp/kustomize';
import type { Change, ChangePreview } from '@idp/plugin-changes-common';
import { touchedFolders, type ForgeClient } from '@idp/plugin-changes-node';
import type { ChangeFiles } from '../mirror/ChangeFiles';
import type { ChangesMirror } from '../mirror/ChangesMirror';
import { contractProblems } from './contractProblems';
import { renderSides } from './renderSides';
import { SideReader } from './sides';

const KEPT = 100;

/**
 * What a change would bring to the clusters, and what the contract says of it. Both follow from two commits, so each pair
 * is worked out once, however many look at it, and one after the other: rendering costs a process.
 */
export class ChangePreviews {
  private readonly known = new Map<string, Promise<ChangePreview>>();
  private readonly sides: SideReader;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly options: {
      forge: ForgeClient;
      mirror: ChangesMirror;
      files: ChangeFiles;
    },
  ) {
    this.sides = new SideReader(options.forge);
  }

  async of(change: Change): Promise<ChangePreview> {
    const { commit } = await this.options.mirror.head();
    if (change.state !== 'open') {
      return {
        problems: [],
        renders: [],
        notRendered: 'not-open',
        baseCommit: commit,
        headCommit: change.headCommit,
      };
    }
    const key = [change.id, change.headCommit, commit].join('\0');
    let preview = this.known.get(key);
    if (!preview) {
      preview = this.last.then(() => this.workOut(change, commit));
      this.last = preview.catch(() => {});
      this.known.set(key, preview);
      preview.catch(() => this.known.delete(key));
      if (this.known.size > KEPT) {
        this.known.delete(this.known.keys().next().value!);
      }
    }
    return preview;
  }

  private async workOut(
    change: Change,
    baseCommit: string,
  ): Promise<ChangePreview> {
    const commits = { baseCommit, headCommit: change.headCommit };
    const files = await this.options.files.of(change);
    const sides = await this.sides.read(change, files, baseCommit);
    const problems = contractProblems(sides);
    const folders = touchedFolders(files.map(({ path }) => path)).filter(
      ({ folder }) =>
        sides.before.has(`${folder}/kustomization.yaml`) ||
        sides.after.has(`${folder}/kustomization.yaml`),
    );
    if (folders.length === 0) {
      return {
        problems,
        renders: [],
        notRendered: 'nothing-to-render',
        ...commits,
      };
    }
    const program = await findKustomize();
    if (!program) {
      return { problems, renders: [], notRendered: 'no-kustomize', ...commits };
    }
    const rendered = await renderSides(sides, folders, program);
    return {
      problems: [...problems, ...rendered.problems],
      renders: rendered.renders,
      ...commits,
    };
  }
}
