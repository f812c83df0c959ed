import path from 'node:path';
import { originsOf, type KustomizeProgram } from '@idp/kustomize';
import { generatorNames } from './kustomizations';
import type { KubernetesObject, RenderedDocument, Repository } from './types';

/** No more than one process of kustomize takes well. */
const MOST_AT_ONCE = 50;
/** What kustomize appends to the name of a generated object. */
const HASH = /-[2456789bcdfghkmt]{10}$/;

const lazyDocument = (
  documents: Pick<Documents, 'origin' | 'isGenerated'>,
  object: KubernetesObject,
  folder: string,
  index: number,
): RenderedDocument => ({
  object,
  get origin() {
    return documents.origin(folder, index);
  },
  get isGenerated() {
    return documents.isGenerated(folder, object);
  },
});

/**
 * The documents of rendered folders. Where they come from is found out when it is asked for, by rendering the folder
 * again: it costs kustomize a third more, and only findings want to know it.
 */
export class Documents {
  private readonly origins = new Map<
    string,
    ReadonlyArray<string | undefined>
  >();
  private readonly generators = new Map<string, ReadonlySet<string>>();
  private readonly neighbours = new Map<string, readonly string[]>();
  private atOnce = 1;

  constructor(
    private readonly repository: Repository,
    private readonly program: KustomizeProgram,
  ) {}

  /**
   * Makes documents of what folders give.
   *
   * @param folder - from the root
   * @param group - folders that can be rendered together with it
   */
  of(
    folder: string,
    objects: readonly KubernetesObject[],
    group: readonly string[],
  ): RenderedDocument[] {
    this.neighbours.set(folder, group);
    return objects.map((object, i) => lazyDocument(this, object, folder, i));
  }

  /** The file that the n-th object of a folder comes from, from the root. */
  origin(folder: string, index: number): string {
    if (!this.origins.has(folder)) this.findOut(folder);
    const { root } = this.repository;
    const file = this.origins.get(folder)?.[index];
    return file
      ? path.relative(root, file).split(path.sep).join('/')
      : `${folder}/kustomization.yaml`;
  }

  /** Whether kustomize has made the object, and has hung a hash on its name. */
  isGenerated(folder: string, { kind, metadata }: KubernetesObject): boolean {
    if (kind !== 'ConfigMap' && kind !== 'Secret') return false;
    if (!HASH.test(metadata.name)) return false;
    let names = this.generators.get(folder);
    if (!names) {
      names = generatorNames(this.repository, folder);
      this.generators.set(folder, names);
    }
    const plain = metadata.name.replace(HASH, '');
    // It may have got a prefix on the way.
    return [...names].some(name => plain.endsWith(name));
  }

  /** Who asks for one folder often asks for its neighbours next, as a blueprint's mistake is in all: twice as many a time. */
  private findOut(folder: string) {
    const { root } = this.repository;
    const group = this.neighbours.get(folder) ?? [folder];
    const next = group
      .slice(group.indexOf(folder))
      .filter(other => other === folder || !this.origins.has(other))
      .slice(0, this.atOnce);
    this.atOnce = Math.min(this.atOnce * 2, MOST_AT_ONCE);
    const found = originsOf(
      next.map(each => path.join(root, each)),
      { program: this.program },
    );
    for (const each of next) {
      this.origins.set(each, found.get(path.join(root, each)) ?? []);
    }
  }
}
