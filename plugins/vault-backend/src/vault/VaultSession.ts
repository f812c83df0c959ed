import {
  noCredential,
  pause,
  UpstreamClient,
  UpstreamError,
  type CallOptions,
  type UpstreamCredential,
  type UpstreamLimits,
  type UpstreamRequest,
} from '@idp/upstream';
import type { ServerConfig } from '../config/readServer';
import type { AuthConfig } from '../config/readAuth';
import { Secrets } from './Secrets';
import { credentialFor, tokenOf } from './signIn';

/** A token is known to be alive for so long after it was asked. */
const ALIVE_MS = 5_000;
/** A standby that reads by itself may lag behind the sign-in. */
const LATE_TRIES = 4;
const LATE_MS = 200;

/** Calls one Vault with the portal's token, and signs in anew when that has ended. */
export class VaultSession {
  /** Sends no token and no namespace. */
  readonly withoutToken: UpstreamClient;
  readonly #client: UpstreamClient;
  readonly #signsIn: UpstreamClient;
  readonly #credential: UpstreamCredential;
  readonly #headers: Record<string, string>;
  readonly #name: string;
  #alive?: { token: string; at: number; answer: Promise<boolean> };

  constructor(config: ServerConfig, limits?: Partial<UpstreamLimits>) {
    const { auth, baseUrl, caFile, name, namespace } = config;
    const inNamespace: Record<string, string> = namespace
      ? { 'x-vault-namespace': namespace }
      : {};
    const secrets = new Secrets(secretsOf(auth));
    const client = (
      upstream: string,
      credential: Partial<UpstreamCredential>,
    ) =>
      new UpstreamClient({
        upstream,
        instance: name,
        baseUrl,
        caFile,
        limits,
        credential: {
          ...noCredential(() => secrets.all()),
          ...credential,
        },
      });
    this.#name = name;
    this.#headers = { 'x-vault-request': 'true', ...inNamespace };
    this.withoutToken = client('vault-health', {});
    this.#signsIn = client('vault-session', {
      headers: async () => inNamespace,
    });
    this.#credential = credentialFor(auth, this.#signsIn, name, secrets);
    this.#client = client('vault', this.#credential);
  }

  /** The token of the next call. It leaves this process in the header of a call only. */
  async token(): Promise<string> {
    try {
      return await tokenOf(this.#credential);
    } catch (error) {
      if (error instanceof UpstreamError) throw error;
      throw new UpstreamError(
        this.#name,
        'misconfigured',
        (error as Error).message,
      );
    }
  }

  /** The answer as JSON, after another try where the token had ended or a standby was late. */
  async json(
    request: UpstreamRequest,
    options: CallOptions,
    again = true,
  ): Promise<unknown> {
    const token = await this.token();
    for (let tries = 1; ; tries++) {
      try {
        return await this.#client.json(
          { ...request, headers: this.#headers },
          options,
        );
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        if (error.upstreamStatus === 412 && tries < LATE_TRIES) {
          await pause(LATE_MS * tries, options.signal);
          continue;
        }
        // Vault says 403 of a token that has ended, as of a path that is not the token's.
        if (
          error.code === 'forbidden' &&
          again &&
          !(await this.#isAlive(token, options.signal)) &&
          (await this.#credential.refused())
        ) {
          return this.json(request, options, false);
        }
        throw error;
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [this.#client, this.#signsIn, this.withoutToken].map(client =>
        client.close(),
      ),
    );
  }

  /** Many refusals in a row ask once. */
  async #isAlive(token: string, signal?: AbortSignal): Promise<boolean> {
    const now = Date.now();
    const known = this.#alive;
    if (known?.token === token && now - known.at < ALIVE_MS) {
      return known.answer;
    }
    const answer = this.#client
      .send(
        {
          path: ['v1', 'auth', 'token', 'lookup-self'],
          headers: this.#headers,
        },
        { signal },
      )
      .then(
        () => true,
        error => {
          if (error instanceof UpstreamError && error.code === 'forbidden') {
            return false;
          }
          throw error;
        },
      );
    this.#alive = { token, at: now, answer };
    return answer;
  }
}

function secretsOf(auth: AuthConfig): string[] {
  if (auth.type === 'static') return [auth.token];
  return auth.type === 'approle' && auth.secretId ? [auth.secretId] : [];
}
