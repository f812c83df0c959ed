import { Readable } from 'node:stream';
import type {
  LoggerService,
  UrlReaderService,
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
  UrlReaderServiceReadUrlOptions,
  UrlReaderServiceReadUrlResponse,
  UrlReaderServiceSearchOptions,
  UrlReaderServiceSearchResponse,
} from '@backstage/backend-plugin-api';
import {
  ReadUrlResponseFactory,
  type ReadTreeResponseFactory,
} from '@backstage/backend-defaults/urlReader';
import { InputError, NotFoundError, NotModifiedError } from '@backstage/errors';
import type { ForgeClient, ForgeTreeEntry } from '../ForgeClient';

/** Serves the files of the GitOps repository's base branch to everything in Backstage that reads a URL. */
export class ForgeUrlReader implements UrlReaderService {
  constructor(
    private readonly forge: ForgeClient,
    private readonly options: {
      treeResponseFactory: ReadTreeResponseFactory;
      logger: LoggerService;
    },
  ) {}

  /** Whether an address is one of the GitOps repository's base branch. */
  handles(url: URL): boolean {
    return this.find(url.toString()) !== undefined;
  }

  async readUrl(
    url: string,
    options: UrlReaderServiceReadUrlOptions = {},
  ): Promise<UrlReaderServiceReadUrlResponse> {
    const path = this.pathOf(url);
    const { commit } = await this.forge.getHead();
    const files = await this.forge.readFiles({ commit, paths: [path] });
    const file = files.get(path);
    if (!file) throw notFound(url, path);
    if (options.etag === file.oid) throw new NotModifiedError();
    return ReadUrlResponseFactory.fromReadable(Readable.from([file.content]), {
      etag: file.oid,
    });
  }

  async readTree(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    const folder = this.pathOf(url);
    const { commit } = await this.forge.getHead();
    if (options.etag === commit) throw new NotModifiedError();
    const entries = await this.forge.listFiles({
      commit,
      ...(folder && { folder }),
    });
    if (entries.length === 0) throw notFound(url, folder);
    const relative = ({ path }: ForgeTreeEntry) =>
      folder ? path.slice(folder.length + 1) : path;
    const wanted = options.filter
      ? entries.filter(entry => options.filter!(relative(entry), { size: 0 }))
      : entries;
    const files = await this.forge.readFiles({
      commit,
      paths: wanted.map(({ path }) => path),
    });
    const response = await this.options.treeResponseFactory.fromReadableArray(
      wanted.flatMap(entry => {
        const file = files.get(entry.path);
        return file
          ? [{ data: Readable.from([file.content]), path: relative(entry) }]
          : [];
      }),
    );
    return { ...bound(response), etag: commit };
  }

  /** An exact address only; the catalog's other patterns have no use here. */
  async search(
    url: string,
    options: UrlReaderServiceSearchOptions = {},
  ): Promise<UrlReaderServiceSearchResponse> {
    if (/[*?]/.test(new URL(url).pathname)) {
      throw new InputError(
        `${url} has a pattern. Name one file of the GitOps repository.`,
      );
    }
    try {
      const data = await this.readUrl(url, options);
      return {
        files: [{ url, content: data.buffer }],
        etag: data.etag ?? '',
      };
    } catch (error) {
      if ((error as Error).name !== 'NotFoundError') throw error;
      return { files: [], etag: '' };
    }
  }

  toString(): string {
    return `forge{${this.forge.title}}`;
  }

  private find(url: string): string | undefined {
    const root = this.forge.fileUrl('');
    return pathBelow(root, asFileAddress(root, url));
  }

  private pathOf(url: string): string {
    const path = this.find(url);
    if (path === undefined) {
      throw new InputError(`${url} is not in the GitOps repository.`);
    }
    return path;
  }
}

const GITHUB_FILE = /\/blob\/HEAD\/?$/;

/** On GitHub a folder, an editor and a plain text have addresses of their own, and Backstage turns one into another. */
function asFileAddress(root: string, url: string): string {
  const repository = root.replace(GITHUB_FILE, '');
  if (repository === root) return url;
  for (const view of ['tree', 'edit', 'raw']) {
    const prefix = `${repository}/${view}/HEAD`;
    if (url === prefix || url.startsWith(`${prefix}/`)) {
      return `${repository}/blob/HEAD${url.slice(prefix.length)}`;
    }
  }
  return url;
}

/** The path of an address below the root's; undefined when it is elsewhere or could mean something else. */
export function pathBelow(root: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { href, search, hash } = new URL(url);
  const base = new URL(root).href.replace(/\/+$/, '');
  const plain = href.slice(0, href.length - search.length - hash.length);
  if (plain !== base && !plain.startsWith(`${base}/`)) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(plain.slice(base.length)).replace(
      /^\/+|\/+$/g,
      '',
    );
  } catch {
    return undefined;
  }
  const unsafe = path
    .split('/')
    .some(
      segment =>
        (segment === '' && path !== '') || segment === '.' || segment === '..',
    );
  return unsafe || /[\\\0]/.test(path) ? undefined : path;
}

/** A response is a class instance whose methods need their own `this`. */
function bound(response: UrlReaderServiceReadTreeResponse) {
  return {
    files: () => response.files(),
    archive: () => response.archive(),
    dir: (options?: { targetDir?: string }) => response.dir(options),
  };
}

function notFound(url: string, path: string): NotFoundError {
  return new NotFoundError(
    `${url}: the base branch of the GitOps repository has no ${
      path ? `'${path}'` : 'files'
    }.`,
  );
}
