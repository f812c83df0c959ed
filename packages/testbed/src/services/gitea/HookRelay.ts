import crypto from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The ApplicationSet controller takes the webhooks of GitHub, which this platform's clusters use, and none of Gitea's. This
 * tells it what Gitea tells us, in GitHub's words and signed with the same secret.
 */
export class HookRelay {
  private readonly server: http.Server;

  constructor(
    private readonly options: {
      secret: string;
      /** The webhook of the ApplicationSet controller. */
      target: string;
    },
  ) {
    this.server = http.createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', chunk => chunks.push(chunk));
      request.on('end', () => {
        this.take(request.headers, Buffer.concat(chunks)).then(
          status => response.writeHead(status).end(),
          () => response.writeHead(502).end(),
        );
      });
    });
    this.server.unref();
  }

  /** Resolves to its address. */
  async listen(): Promise<string> {
    await new Promise<void>(resolve => {
      this.server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/`;
  }

  close() {
    this.server.close();
  }

  private async take(
    headers: http.IncomingHttpHeaders,
    body: Buffer,
  ): Promise<number> {
    if (headers['x-gitea-signature'] !== this.sign(body)) return 403;
    const { ref, repository } = JSON.parse(body.toString('utf8'));
    const push = Buffer.from(
      JSON.stringify({
        ref,
        repository: {
          html_url: repository.html_url,
          default_branch: repository.default_branch,
        },
      }),
    );
    const response = await fetch(this.options.target, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'push',
        'x-hub-signature-256': `sha256=${this.sign(push)}`,
      },
      body: push,
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return response.status;
  }

  private sign(body: Buffer): string {
    return crypto
      .createHmac('sha256', this.options.secret)
      .update(body)
      .digest('hex');
  }
}
