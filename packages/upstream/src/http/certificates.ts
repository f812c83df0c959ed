import { readFile, stat } from 'node:fs/promises';
import { getCACertificates } from 'node:tls';
import { Agent, type Dispatcher } from 'undici';

const LOOK_EVERY_MS = 30_000;

/**
 * The connections to one upstream. With a CA bundle of its own they trust its authorities beside the usual ones, and a new
 * bundle is taken up without a restart.
 */
export class Connections {
  #agent?: Agent;
  #version = '';
  #lookedAt = -Infinity;

  constructor(
    private readonly options: {
      caFile?: string;
      connectMs: number;
      now?: () => number;
    },
  ) {}

  async dispatcher(): Promise<Dispatcher> {
    const { caFile, now = Date.now } = this.options;
    if (!caFile) {
      this.#agent ??= this.#create();
      return this.#agent;
    }
    if (this.#agent && now() - this.#lookedAt < LOOK_EVERY_MS) {
      return this.#agent;
    }
    this.#lookedAt = now();
    try {
      const { mtimeMs, ino, size } = await stat(caFile);
      const version = `${mtimeMs} ${ino} ${size}`;
      if (this.#agent && version === this.#version) return this.#agent;
      const bundle = await readFile(caFile, 'utf8');
      if (!bundle.includes('-----BEGIN CERTIFICATE-----')) {
        throw new Error('The file of caFile holds no certificate in PEM');
      }
      const before = this.#agent;
      this.#agent = this.#create([...getCACertificates('default'), bundle]);
      this.#version = version;
      // Streams and calls that run keep the old connections until they end.
      before?.close().catch(() => {});
    } catch (error) {
      if (this.#agent) return this.#agent;
      const { code, message } = error as NodeJS.ErrnoException;
      throw new Error(code ? `caFile cannot be read (${code})` : message);
    }
    return this.#agent!;
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
  }

  #create(ca?: string[]): Agent {
    return new Agent({
      connect: { timeout: this.options.connectMs, ...(ca && { ca }) },
      // Each call has its own limits.
      headersTimeout: 0,
      bodyTimeout: 0,
      pipelining: 1,
    });
  }
}
