import type { ApplicationRef, SyncRequest } from '@idp/plugin-argocd-common';
import {
  UpstreamClient,
  UpstreamError,
  type CallOptions,
  type UpstreamLimits,
} from '@idp/upstream';
import { list, object, text } from '@idp/upstream/wire';
import type { InstanceConfig } from '../config/readInstance';
import { REQUESTED_BY } from './parseApplication';
import { NAME_FIELDS, STREAM_FIELDS } from './projection';
import { credentialFor } from './signIn';

/** Names an Application within one instance, and the project that it must be in. */
export interface Target extends ApplicationRef {
  project: string;
}

/** A message of the stream of Applications. */
export interface WatchEvent {
  type: string;
  application: unknown;
}

const LIST_BYTES = 128 * 1024 * 1024;
/** The answer to a list of 10,000 took a second on one free core; a busy server takes its time. */
const LIST_MS = 60_000;
const DETAIL_BYTES = 32 * 1024 * 1024;
const PATIENT_MS = 30_000;

/** The API of one Argo CD, as far as the plugin uses it. */
export class ArgoCDInstance {
  readonly client: UpstreamClient;

  constructor(
    readonly config: InstanceConfig,
    limits: Partial<UpstreamLimits> = {},
  ) {
    this.client = new UpstreamClient({
      upstream: 'argocd',
      instance: config.name,
      baseUrl: config.url,
      caFile: config.caFile,
      credential: credentialFor(config, limits),
      limits,
    });
  }

  get name(): string {
    return this.config.name;
  }

  /** All Applications, then what becomes of them. `undefined` is a sign of life. */
  async *watch(options: {
    signal: AbortSignal;
    /** Until the first sign of life. */
    beginMs: number;
  }): AsyncGenerator<WatchEvent | undefined> {
    const messages = this.client.messages(
      {
        path: ['api', 'v1', 'stream', 'applications'],
        query: { fields: STREAM_FIELDS },
      },
      { signal: options.signal, answerMs: options.beginMs },
    );
    for await (const message of messages) {
      yield message === undefined ? undefined : this.#event(message);
    }
  }

  /** Of all Applications, as `namespace/name`. */
  async names(options: CallOptions): Promise<Set<string>> {
    const answer = object(
      await this.client.json(
        { path: ['api', 'v1', 'applications'], query: { fields: NAME_FIELDS } },
        { maxBytes: LIST_BYTES, answerMs: LIST_MS, ...options },
      ),
    );
    if (!('items' in answer)) {
      throw this.#bad('answered the list of Applications without items');
    }
    const names = new Set<string>();
    for (const item of list(answer.items)) {
      const { name, namespace } = object(object(item).metadata);
      if (text(name) && text(namespace)) names.add(`${namespace}/${name}`);
    }
    return names;
  }

  async revisionMetadata(
    target: Target,
    revision: string,
    sourceIndex?: number,
  ): Promise<Record<string, unknown>> {
    return object(
      await this.client.json({
        path: [...this.#path(target), 'revisions', revision, 'metadata'],
        query: { ...this.#query(target), sourceIndex },
      }),
    );
  }

  /** The whole of it; Argo CD leaves nothing out of a single one. */
  async application(target: Target): Promise<Record<string, unknown>> {
    return object(
      await this.client.json({
        path: this.#path(target),
        query: this.#query(target),
      }),
    );
  }

  async resourceTree(target: Target): Promise<Record<string, unknown>> {
    return object(await this.#get(target, 'resource-tree'));
  }

  async managedResources(
    target: Target,
    resource?: {
      group: string;
      kind: string;
      namespace?: string;
      name: string;
    },
  ): Promise<unknown[]> {
    return list(
      object(
        await this.#get(
          target,
          'managed-resources',
          resource && { ...resource, group: resource.group || undefined },
        ),
      ).items,
    );
  }

  async events(
    target: Target,
    resource?: { uid?: string; namespace?: string; name: string },
  ): Promise<unknown[]> {
    return list(
      object(
        await this.#get(
          target,
          'events',
          resource && {
            resourceUID: resource.uid,
            resourceNamespace: resource.namespace,
            resourceName: resource.name,
          },
        ),
      ).items,
    );
  }

  /** The manifests that these revisions make, one revision for each source. */
  async manifests(target: Target, revisions: string[]): Promise<string[]> {
    const query =
      revisions.length === 1
        ? { revision: revisions[0] }
        : {
            sourcePositions: revisions.map((_, at) => at + 1),
            revisions,
          };
    const { manifests } = object(
      await this.#patiently('did not make the manifests', signal =>
        this.#get(target, 'manifests', query, signal),
      ),
    );
    return list(manifests).filter(
      (item): item is string => typeof item === 'string',
    );
  }

  async syncWindows(target: Target): Promise<Record<string, unknown>> {
    return object(await this.#get(target, 'syncwindows'));
  }

  /** Argo CD answers when it has looked, which may take a while; it does so whether somebody waits or not. */
  async refresh(target: Target, options: { hard: boolean }): Promise<void> {
    await this.#patiently('has not looked yet', signal =>
      this.client.send(
        {
          path: this.#path(target),
          query: {
            ...this.#query(target),
            refresh: options.hard ? 'hard' : 'normal',
          },
        },
        { signal, answerMs: PATIENT_MS * 2 },
      ),
    );
  }

  async sync(
    target: Target,
    { prune, dryRun, resources }: SyncRequest,
    by: string,
  ): Promise<void> {
    await this.client.send({
      method: 'POST',
      path: [...this.#path(target), 'sync'],
      body: {
        name: target.name,
        ...this.#query(target),
        prune: prune ?? false,
        dryRun: dryRun ?? false,
        ...(resources && { resources }),
        infos: [{ name: REQUESTED_BY, value: by }],
      },
    });
  }

  async terminate(target: Target): Promise<void> {
    await this.client.send({
      method: 'DELETE',
      path: [...this.#path(target), 'operation'],
      query: this.#query(target),
      // Argo CD refuses every write that does not say so.
      headers: { 'content-type': 'application/json' },
    });
  }

  #get(
    target: Target,
    what: string,
    query: Record<string, string | string[] | number[] | undefined> = {},
    patient?: AbortSignal,
  ): Promise<unknown> {
    return this.client.json(
      {
        path: [...this.#path(target), what],
        query: { ...this.#query(target), ...query },
      },
      {
        maxBytes: DETAIL_BYTES,
        ...(patient && { signal: patient, answerMs: PATIENT_MS * 2 }),
      },
    );
  }

  /** For what takes its time by nature: that it does says nothing of the upstream, and must not open its circuit. */
  async #patiently<T>(
    words: string,
    call: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const signal = AbortSignal.timeout(PATIENT_MS);
    try {
      return await call(signal);
    } catch (error) {
      if (error !== signal.reason) throw error;
      throw new UpstreamError(
        this.name,
        'timeout',
        `${words} within ${PATIENT_MS / 1000} s`,
      );
    }
  }

  #path({ name }: Target): string[] {
    return ['api', 'v1', 'applications', name];
  }

  /** With the project, Argo CD answers for an Application that has moved to another one as if it were not there. */
  #query({ namespace, project }: Target) {
    return { appNamespace: namespace, project };
  }

  #event(message: string): WatchEvent {
    let parsed: Record<string, unknown>;
    try {
      parsed = object(JSON.parse(message));
    } catch {
      throw this.#bad('sent a message in its stream that is not JSON');
    }
    if (parsed.error) {
      throw new UpstreamError(
        this.name,
        'failed',
        'ended its stream with an error',
      );
    }
    const { type, application } = object(parsed.result);
    return { type: text(type) ?? '', application };
  }

  #bad(words: string): UpstreamError {
    return new UpstreamError(this.name, 'bad-answer', words);
  }
}
