const RENEW_MS = 10 * 60_000;

/** Signs in to a portal as the guest. */
export class Guest {
  private current?: Promise<string>;
  private renewed = 0;

  constructor(private readonly url: string) {}

  /** A token that is good; renewed before it ends. */
  token = (): Promise<string> => {
    if (!this.current || performance.now() - this.renewed > RENEW_MS) {
      this.renewed = performance.now();
      const asked = this.signIn();
      this.current = asked;
      asked.catch(() => {
        if (this.current === asked) this.signInAgain();
      });
    }
    return this.current;
  };

  /** The groups of a person are those that the catalog had at sign-in. */
  signInAgain = (): void => {
    this.current = undefined;
  };

  private async signIn(): Promise<string> {
    const response = await fetch(`${this.url}/api/auth/guest/refresh`, {
      method: 'POST',
      headers: { 'x-requested-with': 'XMLHttpRequest' },
    });
    if (!response.ok) {
      const { status } = response;
      throw Object.assign(new Error(`Sign-in: ${status}`), { status });
    }
    return (await response.json()).backstageIdentity.token;
  }
}
