import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { renderFolders, type Rendered } from './delivery';
import type { GitRepository } from './git';

const KEPT = 50;

/** Renders folders as they were at any revision, one after the other in a checkout of its own. */
export class RevisionRenderer {
  private readonly known = new Map<string, Promise<Rendered>>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly repository: GitRepository,
    private readonly folder: string,
  ) {}

  render(revision: string, folder: string): Promise<Rendered> {
    const key = `${revision}:${folder}`;
    let result = this.known.get(key);
    if (!result) {
      result = this.queue.then(() => this.renderNow(revision, folder));
      this.queue = result.catch(() => {});
      this.known.set(key, result);
      result.catch(() => this.known.delete(key));
      if (this.known.size > KEPT)
        this.known.delete(this.known.keys().next().value!);
    }
    return result;
  }

  private async renderNow(revision: string, folder: string): Promise<Rendered> {
    const checkout = path.join(this.folder, 'revision');
    await mkdir(checkout, { recursive: true });
    await this.repository.checkOut(revision, checkout);
    const rendered = await renderFolders(checkout, [folder]);
    return rendered.get(folder)!;
  }
}
