import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import type { ForgeClient } from '../ForgeClient';
import { createGiteaForge } from '../gitea';
import { createGithubForge } from '../github';
import type { RemoteTransportOptions } from '../remote/RemoteTransport';
import type { FakePulls } from './fakeForge/FakePulls';
import type { FakeAnswer, FakeServer } from './fakeForge/FakeServer';
import { FakeGitea, GITEA_TOKEN } from './fakeGitea/FakeGitea';
import { FakeGithub, GITHUB_TOKEN } from './fakeGithub/FakeGithub';
import { PORTAL, type Files, type ForgeHarness } from './harness';
import { commitTo, personGit, repositoryMeans } from './localHarness';

/** A forge behind a fake server, which can be broken. */
export interface RemoteHarness extends ForgeHarness {
  server: FakeServer;
  fake: FakeForge;
  port: string;
  /** What must never be seen. */
  secret: string;
  /** Everything that was logged. */
  logged: string[];
  /** Commits a file of another mode to the base branch; the commit. */
  pushMode(path: string, mode: string, content: string): Promise<string>;
  /** Lets time pass for the client. */
  advance(seconds: number): void;
  /** Ends all faults, and lets the time pass in which a client leaves a forge alone that does not answer. */
  repair(): void;
  /** What the client waited before it tried again. */
  pauses: number[];
  /** The time limits that requests had, in milliseconds. Where the server keeps silent, time is over at once. */
  timeLimits: number[];
  /** A client of the same forge with other options. */
  connect(options: RemoteClientOptions): ForgeClient;
}

export interface RemoteClientOptions extends Partial<RemoteTransportOptions> {
  /** Null: none is configured. */
  secret?: string | null;
  /** Of GitHub. */
  apps?: JsonObject[];
  /** Gitea takes a name and a password, too. */
  username?: string;
  repository?: string;
}

/** What every fake forge can be told. */
export interface FakeForge {
  server: FakeServer;
  pulls: FakePulls;
  /** Branches that a rule protects against the portal. */
  isProtected: (branch: string) => boolean;
  /** The next questions that find the forge still working out whether a pull request can be merged. */
  unknownMergeability: number;
  /** Largest page of lists. */
  largestPage: number;
  /** What becomes of an archive on its way. */
  alterArchive: (archive: Buffer) => FakeAnswer | Promise<FakeAnswer>;
  /** Where somebody is sent who asks for an archive. */
  archiveLocation?: string;
  /** Where archives are given out, where that is another place. */
  codeload?: FakeServer;
  start(): Promise<string>;
  close(): Promise<void>;
  rename(from: string, to: string): void;
}

async function createRemoteHarness<F extends FakeForge>(
  files: Files,
  parts: {
    fake: (gitDir: string) => F;
    secret: string;
    connect: (
      url: string,
      options: RemoteClientOptions,
      logged: string[],
    ) => ForgeClient;
  },
): Promise<RemoteHarness & { fake: F }> {
  const folder = mkdtempSync(join(tmpdir(), 'idp-remote-forge-'));
  const gitDir = join(folder, 'forge.git');
  personGit(folder, ['init', '-q', '--bare', '-b', 'main', gitDir]);
  commitTo(gitDir, 'main', files);
  const fake: F = parts.fake(gitDir);
  const url = await fake.start();
  const logged: string[] = [];
  const pauses: number[] = [];
  let time = 0;
  const limits = new Set<AbortController>();
  const timeLimits: number[] = [];
  for (const server of [fake.server, fake.codeload]) {
    if (!server) continue;
    server.onSilent = () => {
      for (const limit of limits) limit.abort(new Error('time is over'));
      limits.clear();
    };
  }
  const defaults: RemoteClientOptions = {
    timeLimit: milliseconds => {
      const limit = new AbortController();
      limits.add(limit);
      timeLimits.push(milliseconds);
      return limit.signal;
    },
    now: () => Date.parse('2026-01-01T00:00:00Z') + time,
    pause: async milliseconds => {
      pauses.push(milliseconds);
    },
  };
  const connect = (options: RemoteClientOptions) =>
    parts.connect(url, { ...defaults, ...options }, logged);
  const forge = connect({});
  const means = repositoryMeans(gitDir);
  return {
    forge,
    fake,
    server: fake.server,
    port: new URL(url).port,
    secret: parts.secret,
    logged,
    pauses,
    timeLimits,
    connect,
    advance(seconds) {
      time += seconds * 1000;
    },
    repair() {
      fake.server.repair();
      fake.codeload?.repair();
      time += 60_000;
    },
    ...means,
    async pushMode(path, mode, content) {
      personGit(gitDir, ['fast-import', '--quiet', '--force'], {
        input: [
          'commit refs/heads/main',
          'committer Pat <pat@example.com> 1767225600 +0000',
          'data 5\nPush',
          'from refs/heads/main^0',
          `M ${mode} inline ${path}`,
          `data ${content.length}\n${content}\n`,
        ].join('\n'),
      });
      return personGit(gitDir, ['rev-parse', 'refs/heads/main']).trim();
    },
    async renameDefaultBranch(name) {
      const old = personGit(gitDir, ['symbolic-ref', '--short', 'HEAD']).trim();
      await means.renameDefaultBranch(name);
      fake.rename(old, name);
    },
    async close() {
      await forge.close?.();
      await fake.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A client of GitHub on a fake one. */
export function createGithubHarness(files: Files) {
  return createRemoteHarness(files, {
    fake: gitDir => new FakeGithub(gitDir),
    secret: GITHUB_TOKEN,
    connect: (apiBaseUrl, { secret, apps, repository, ...transport }, logged) =>
      createGithubForge({
        type: 'github',
        host: 'github.example.com',
        ...ownerAndRepo(repository),
        branchPrefix: 'portal/',
        portal: PORTAL,
        logger: recordingLogger(logged),
        config: new ConfigReader({
          integrations: {
            github: [
              {
                host: 'github.example.com',
                apiBaseUrl,
                token: secret === null ? undefined : secret ?? GITHUB_TOKEN,
                apps,
              },
            ],
          },
        }),
        transport,
      }),
  });
}

/** A client of Gitea on a fake one. */
export function createGiteaHarness(files: Files) {
  return createRemoteHarness(files, {
    fake: gitDir => new FakeGitea(gitDir),
    secret: GITEA_TOKEN,
    connect: (
      baseUrl,
      { secret, username, repository, ...transport },
      logged,
    ) =>
      createGiteaForge({
        type: 'gitea',
        host: 'git.example.com',
        ...ownerAndRepo(repository),
        branchPrefix: 'portal/',
        portal: PORTAL,
        logger: recordingLogger(logged),
        config: new ConfigReader({
          integrations: {
            gitea: [
              {
                host: 'git.example.com',
                baseUrl,
                username,
                password: secret === null ? undefined : secret ?? GITEA_TOKEN,
              },
            ],
          },
        }),
        transport,
      }),
  });
}

function ownerAndRepo(repository = 'acme/platform') {
  const [owner, repo] = repository.split('/');
  return { owner, repo };
}

function recordingLogger(logged: string[]): LoggerService {
  const at = (level: string) => (message: string, meta?: unknown) => {
    logged.push(`${level} ${message} ${JSON.stringify(meta ?? {})}`);
  };
  const logger: LoggerService = {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    child: () => logger,
  };
  return logger;
}
