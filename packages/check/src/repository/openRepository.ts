import fs from 'node:fs';
import path from 'node:path';
import {
  paths,
  type Environment,
  type EnvironmentName,
} from '@idp/platform-contract';
import { listFiles } from './listFiles';
import { renderRepository } from './renderRepository';
import type {
  Place,
  RenderedDocument,
  RenderedRepository,
  Repository,
  Scope,
  ValuePath,
  YamlText,
} from './types';
import { readYaml } from './yamlText';

const MOST_BYTES = 4 * 1024 * 1024;

class Checkout implements Repository {
  private readonly texts = new Map<string, string>();
  private readonly yamls = new Map<string, YamlText>();
  private list?: readonly string[];
  private renders?: Promise<RenderedRepository>;

  constructor(readonly root: string, readonly scope: Scope) {}

  get files(): readonly string[] {
    this.list ??= listFiles(this.root, folder => this.isOutOfScope(folder));
    return this.list;
  }

  exists(file: string): boolean {
    return fs.existsSync(path.join(this.root, file));
  }

  text(file: string): string {
    let text = this.texts.get(file);
    if (text === undefined) {
      text = readText(path.join(this.root, file));
      this.texts.set(file, text);
    }
    return text;
  }

  yaml(file: string): YamlText {
    let yaml = this.yamls.get(file);
    if (!yaml) {
      yaml = readYaml(file, this.text(file));
      this.yamls.set(file, yaml);
    }
    return yaml;
  }

  domain(environment: EnvironmentName): string | undefined {
    const [document] = this.yaml(paths.environment(environment)).documents;
    const domain = (document?.value as Environment | undefined)?.spec?.domain;
    return typeof domain === 'string' ? domain : undefined;
  }

  rendered(): Promise<RenderedRepository> {
    this.renders ??= renderRepository(this);
    return this.renders;
  }

  place({ object, origin }: RenderedDocument, at: ValuePath = []): Place {
    const sameKind = this.yaml(origin).documents.filter(
      ({ value }) =>
        value?.kind === object.kind && value?.apiVersion === object.apiVersion,
    );
    // Its name may have been replaced or got a suffix on the way.
    const written =
      sameKind.find(
        ({ value }) => value.metadata?.name === object.metadata.name,
      ) ?? sameKind[0];
    return written?.place(at) ?? { file: origin, line: 1, column: 1 };
  }

  private isOutOfScope(folder: string): boolean {
    const { tenants } = this.scope;
    if (tenants === 'all') return false;
    const tenant = folder.startsWith(`${paths.tenants}/`)
      ? folder.slice(paths.tenants.length + 1)
      : undefined;
    return (
      tenant !== undefined && !tenant.includes('/') && !tenants.has(tenant)
    );
  }
}

/** Opens the checkout of a GitOps repository; see {@link Repository}. */
export function openRepository(
  root: string,
  options: { scope?: Scope } = {},
): Repository {
  if (!fs.existsSync(path.join(root, 'gitops', 'tenants'))) {
    throw new Error(
      `${root} is not a GitOps repository of this layout: it has no folder gitops/tenants.`,
    );
  }
  // Kustomize names files as they are when links are resolved.
  return new Checkout(
    fs.realpathSync(root),
    options.scope ?? { platform: true, tenants: 'all' },
  );
}

function readText(file: string): string {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return '';
  if (stat.size <= MOST_BYTES) return fs.readFileSync(file, 'utf8');
  const beginning = Buffer.alloc(MOST_BYTES);
  const handle = fs.openSync(file, 'r');
  try {
    const read = fs.readSync(handle, beginning, 0, MOST_BYTES, 0);
    return beginning.toString('utf8', 0, read);
  } finally {
    fs.closeSync(handle);
  }
}
