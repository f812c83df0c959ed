import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { badToken, VaultError } from './answers';
import { DEFAULT_RULES, ROOT_RULES, type Rule } from './policies';

export interface Token {
  id: string;
  accessor: string;
  policies: readonly string[];
  rules: readonly Rule[];
  /** What it came of. */
  path: string;
  displayName: string;
  meta: Readonly<Record<string, string>> | null;
  createdAt: Date;
  /** Seconds; 0: it never ends. */
  ttl: number;
  maxTtl: number;
  expiresAt?: Date;
  /** How often tokens had been ended when it was made. */
  generation: number;
}

/** Seconds that a token of a login is good for. */
const LEASE = { ttl: 3600, maxTtl: 24 * 3600 };

/** The tokens of one Vault: fixed ones, and those that came of a login. */
export class Tokens {
  private readonly tokens = new Map<string, Token>();

  /**
   * @param portalRules - asked each time, as a policy may change under a token
   * @param generation - grows when every token of a login is ended
   */
  constructor(
    private readonly options: {
      clock: Clock;
      portalRules: () => readonly Rule[];
      generation: () => number;
    },
  ) {}

  /** A token that never ends, with the portal's rights, or with every right. */
  addFixed(id: string, rights: 'portal' | 'root'): void {
    this.add({
      id,
      path: 'auth/token/create',
      displayName: rights === 'root' ? 'root' : 'token-portal',
      policies: rights === 'root' ? ['root'] : ['default', 'portal'],
      rules: rights === 'root' ? ROOT_RULES : [],
      meta: null,
      ttl: 0,
    });
  }

  login(options: {
    mount: string;
    displayName: string;
    meta: Readonly<Record<string, string>>;
  }): Token {
    return this.add({
      id: `s.${randomBytes(18).toString('base64url')}`,
      path: `auth/${options.mount}/login`,
      displayName: options.displayName,
      policies: ['default', 'portal'],
      rules: [],
      meta: options.meta,
      ttl: LEASE.ttl,
    });
  }

  /** Throws where there is none, or one that is good no more. */
  find(id: string | undefined): Token {
    if (!id) throw new VaultError(403, ['permission denied']);
    const token = this.tokens.get(id);
    const { clock, generation } = this.options;
    const isOver =
      token?.expiresAt !== undefined &&
      (token.expiresAt <= clock.now() || token.generation !== generation());
    if (!token || isOver) {
      this.tokens.delete(id);
      throw badToken();
    }
    return token;
  }

  rulesOf({ rules, policies }: Token): readonly Rule[] {
    return [
      ...rules,
      ...(policies.includes('default') ? DEFAULT_RULES : []),
      ...(policies.includes('portal') ? this.options.portalRules() : []),
    ];
  }

  renew(token: Token): Token {
    if (!token.expiresAt) throw new VaultError(400, ['lease is not renewable']);
    const now = this.options.clock.now().getTime();
    const end = token.createdAt.getTime() + token.maxTtl * 1000;
    const renewed = {
      ...token,
      expiresAt: new Date(Math.min(now + LEASE.ttl * 1000, end)),
    };
    this.tokens.set(token.id, renewed);
    return renewed;
  }

  revoke({ id }: Token): void {
    this.tokens.delete(id);
  }

  /** Seconds that it is good for from now; 0 where it never ends. */
  remaining({ expiresAt }: Token): number {
    if (!expiresAt) return 0;
    const now = this.options.clock.now().getTime();
    return Math.max(0, Math.round((expiresAt.getTime() - now) / 1000));
  }

  private add(
    token: Omit<
      Token,
      'accessor' | 'createdAt' | 'expiresAt' | 'maxTtl' | 'generation'
    >,
  ): Token {
    const createdAt = this.options.clock.now();
    const added: Token = {
      ...token,
      accessor: randomUUID(),
      createdAt,
      maxTtl: token.ttl && LEASE.maxTtl,
      generation: this.options.generation(),
      ...(token.ttl && {
        expiresAt: new Date(createdAt.getTime() + token.ttl * 1000),
      }),
    };
    this.tokens.set(added.id, added);
    return added;
  }
}
