import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CORE_SCHEMA, loadAll } from 'js-yaml';

/** Starting a process for each costs four times as much; one process for all grows with the square. */
export const BATCH_SIZE = 50;
/** A batch is larger and slower than one folder. */
export const BATCH_LIMITS = {
  timeoutMs: 120_000,
  maxBytes: 256 * 1024 * 1024,
};

const ORIGIN = 'config.kubernetes.io/origin';

/** What is never applied would only meet its like of another folder. */
const NEVER_APPLIED = {
  target: { annotationSelector: 'config.kubernetes.io/local-config=true' },
  patch: '$patch: delete\nkind: any\nmetadata:\n  name: any\n',
};

/** One object of a folder of a batch. */
export interface BatchDocument {
  object: any;
  origin?: string;
}

/** A kustomization in a folder of its own that brings many others, each with a mark behind its objects. */
export class Batch {
  /** To be rendered. */
  readonly folder: string;
  /** In each mark's name, so that no folder can bring a mark of its own and give what follows to another one. */
  private readonly token = randomUUID();

  private constructor(private readonly folders: readonly string[]) {
    // Kustomize resolves links before it goes up from a folder.
    this.folder = fs.mkdtempSync(
      path.join(fs.realpathSync(tmpdir()), 'kustomize-batch-'),
    );
  }

  /**
   * @param options.origins - whether each object says where it comes from, which a third of the time goes into
   */
  static write(
    folders: readonly string[],
    options: { origins?: boolean } = {},
  ): Batch {
    const batch = new Batch(folders);
    try {
      batch.writeFiles(options);
    } catch (error) {
      batch.removeSync();
      throw error;
    }
    return batch;
  }

  async remove() {
    await fs.promises.rm(this.folder, { recursive: true, force: true });
  }

  removeSync() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** The objects of each folder, in the order that kustomize came upon them. */
  read(text: string): Map<string, BatchDocument[]> {
    const sorted = new Map<string, BatchDocument[]>(
      this.folders.map(folder => [folder, []]),
    );
    let current: BatchDocument[] = [];
    for (const object of loadAll(text, undefined, {
      schema: CORE_SCHEMA,
    }) as any[]) {
      if (!object) continue;
      const ends = this.folderOfMark(object);
      if (ends === undefined) {
        current.push({ object, origin: this.takeOrigin(object) });
      } else {
        sorted.set(ends, current);
        current = [];
      }
    }
    if (current.length > 0) {
      throw new Error('kustomize left an object behind the last folder.');
    }
    return sorted;
  }

  private folderOfMark({ kind, metadata }: any): string | undefined {
    const [token, index] = String(metadata.name).split('.');
    return kind === 'ConfigMap' && token === this.token
      ? this.folders[Number(index)]
      : undefined;
  }

  /** What a kustomization generates comes last in it, and objects stay in the order of the folders. */
  private writeFiles({ origins = false }: { origins?: boolean }) {
    this.writeFile('kustomization.yaml', {
      resources: this.folders.map((_, i) => `${i}`),
      sortOptions: { order: 'fifo' },
      ...(origins && { buildMetadata: ['originAnnotations'] }),
    });
    this.folders.forEach((folder, i) => {
      fs.mkdirSync(path.join(this.folder, `${i}`));
      this.writeFile(`${i}/kustomization.yaml`, {
        resources: [
          path
            .relative(path.join(this.folder, `${i}`), fs.realpathSync(folder))
            .split(path.sep)
            .join('/'),
        ],
        patches: [NEVER_APPLIED],
        configMapGenerator: [
          {
            name: `${this.token}.${i}`,
            options: { disableNameSuffixHash: true },
          },
        ],
      });
    });
  }

  private writeFile(file: string, value: object) {
    fs.writeFileSync(path.join(this.folder, file), JSON.stringify(value));
  }

  /** `path: <file>` of a resource, `configuredIn: <kustomization>` of what a generator makes. */
  private takeOrigin({ metadata }: any): string | undefined {
    const origin = metadata.annotations?.[ORIGIN];
    if (origin === undefined) return undefined;
    delete metadata.annotations[ORIGIN];
    if (Object.keys(metadata.annotations).length === 0) {
      delete metadata.annotations;
    }
    const [, file] = /^(?:path|configuredIn): (.+)$/m.exec(origin) ?? [];
    return file && path.resolve(this.folder, file);
  }
}
